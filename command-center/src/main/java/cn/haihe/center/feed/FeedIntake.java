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
import java.util.Iterator;
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

    /**
     * Reads on a worker thread, stores without blocking any.
     *
     * @param contentEncoding of the body, as its header has it; null for none
     */
    public <T extends FeedObservation> Uni<FeedAnswer> take(
            FeedMeter meter, byte[] body, String contentEncoding, boolean onePerLine, FeedForm<T> form) {
        redis.requireAvailable();
        return Uni.createFrom()
                .item(() -> {
                    byte[] plain = PackedBody.unpack(body, contentEncoding);
                    Batch<T> batch = new Batch<>(meter, form, RecordBatch.read(plain, onePerLine));
                    batch.read();
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
        private final RecordBatch records;
        private final List<T> wellFormed;
        /** Of each well-formed one, which of the records it is. */
        private final int[] places;

        private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);

        Batch(FeedMeter meter, FeedForm<T> form, RecordBatch records) {
            this.meter = meter;
            this.form = form;
            this.records = records;
            wellFormed = new ArrayList<>(records.size());
            places = new int[records.size()];
            Instant now = clock.instant();
            futureFrom = now.plus(stateConfig.futureTolerance());
            staleBefore = now.minus(form.staleAfter());
        }

        void read() {
            int permitted = meter.takePermits(records.size());
            int next = 0;
            for (Iterator<RawRecord> each = records.iterator(); next < permitted && each.hasNext(); next++) {
                try {
                    RawRecord record = each.next();
                    record.requireObject();
                    T observation = form.read(record, meter.source());
                    checkTime(observation.observedAt());
                    places[wellFormed.size()] = next;
                    wellFormed.add(observation);
                } catch (RejectedException e) {
                    reject(next, e.reason(), e.getMessage());
                }
            }
            for (; next < records.size(); next++) {
                reject(next, RejectReason.OVER_LIMIT, "the source has sent more than it may");
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
                    case OLDER -> reject(places[i], RejectReason.OUT_OF_ORDER, "a later record was taken before");
                    case DUPLICATE -> reject(places[i], RejectReason.DUPLICATE, "of this moment there is a record");
                    case FUTURE -> reject(places[i], RejectReason.FUTURE, "observedAt lies in the future");
                }
            }
            form.onLatest(latest);
            meter.accepted(latest.size(), newest);
            return FeedAnswer.of(latest.size(), reasons, notes);
        }

        private void reject(int record, RejectReason reason, String detail) {
            reasons.merge(reason, 1, Integer::sum);
            meter.rejected(reason, detail, () -> records.text(record));
        }
    }
}
