package cn.haihe.center.feed;

import cn.haihe.center.source.FeedAnswer;
import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.FeedNote;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RecordBatch;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.center.state.LatestOutcome;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.center.state.LatestStore;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.center.state.StateConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a posted batch in: every record is either stored as the latest of its device or rejected by a reason. A batch
 * that can't be stored because Redis is gone fails whole; posting it again is safe.
 */
@ApplicationScoped
public class FeedIntake {
    private final LatestStore store;
    private final RedisConnection redis;
    private final StateConfig stateConfig;
    private final Clock clock;

    FeedIntake(LatestStore store, RedisConnection redis, StateConfig stateConfig, Clock clock) {
        this.store = store;
        this.redis = redis;
        this.stateConfig = stateConfig;
        this.clock = clock;
    }

    /** Reads on a worker thread, stores without blocking any. */
    public <T extends FeedObservation> Uni<FeedAnswer> take(
            FeedMeter meter, byte[] body, boolean onePerLine, FeedForm<T> form) {
        redis.requireAvailable();
        return Uni.createFrom()
                .item(() -> {
                    Batch<T> batch = new Batch<>(meter, form);
                    batch.read(RecordBatch.read(body, onePerLine));
                    return batch;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(batch -> Uni.createFrom()
                        .completionStage(() -> store.upsert(form.kind(), batch.toStore()))
                        .map(batch::finish));
    }

    private final class Batch<T extends FeedObservation> {
        private final FeedMeter meter;
        private final FeedForm<T> form;
        private final Instant futureFrom;
        private final Instant staleBefore;
        private final List<T> wellFormed = new ArrayList<>();
        private final List<RawRecord> raw = new ArrayList<>();
        private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);

        Batch(FeedMeter meter, FeedForm<T> form) {
            this.meter = meter;
            this.form = form;
            Instant now = clock.instant();
            futureFrom = now.plus(stateConfig.futureTolerance());
            staleBefore = now.minus(form.staleAfter());
        }

        void read(List<RawRecord> records) {
            int permitted = meter.takePermits(records.size());
            for (int i = 0; i < records.size(); i++) {
                RawRecord record = records.get(i);
                if (i >= permitted) {
                    reject(record, RejectReason.OVER_LIMIT, "the source has sent more than it may");
                    continue;
                }
                try {
                    record.requireObject();
                    T observation = form.read(record, meter.source());
                    checkTime(observation.observedAt());
                    wellFormed.add(observation);
                    raw.add(record);
                } catch (RejectedException e) {
                    reject(record, e.reason(), e.getMessage());
                }
            }
        }

        private void checkTime(Instant observedAt) {
            if (observedAt.isAfter(futureFrom)) {
                throw new RejectedException(RejectReason.FUTURE, "observedAt lies in the future");
            }
            if (observedAt.isBefore(staleBefore)) {
                throw new RejectedException(
                        RejectReason.STALE,
                        "observed more than " + form.staleAfter().toSeconds() + " s ago");
            }
        }

        List<LatestRecord> toStore() {
            List<LatestRecord> records = new ArrayList<>(wellFormed.size());
            wellFormed.forEach(observation -> records.add(observation.toLatest()));
            return records;
        }

        FeedAnswer finish(LatestOutcome[] outcomes) {
            List<T> latest = new ArrayList<>(outcomes.length);
            Map<FeedNote, Integer> notes = new EnumMap<>(FeedNote.class);
            Instant newest = Instant.EPOCH;
            for (int i = 0; i < outcomes.length; i++) {
                T observation = wellFormed.get(i);
                switch (outcomes[i]) {
                    case NEWER -> {
                        latest.add(observation);
                        form.note(observation).ifPresent(note -> notes.merge(note, 1, Integer::sum));
                        newest = observation.observedAt().isAfter(newest) ? observation.observedAt() : newest;
                    }
                    case OLDER -> reject(raw.get(i), RejectReason.OUT_OF_ORDER, "a later record was taken before");
                    case DUPLICATE -> reject(raw.get(i), RejectReason.DUPLICATE, "of this moment there is a record");
                    case FUTURE -> reject(raw.get(i), RejectReason.FUTURE, "observedAt lies in the future");
                }
            }
            form.onLatest(latest);
            meter.accepted(latest.size(), newest);
            return FeedAnswer.of(latest.size(), reasons, notes);
        }

        private void reject(RawRecord record, RejectReason reason, String detail) {
            reasons.merge(reason, 1, Integer::sum);
            meter.rejected(reason, detail, record::toString);
        }
    }
}
