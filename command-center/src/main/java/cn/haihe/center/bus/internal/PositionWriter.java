package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.state.LatestKind;
import cn.haihe.center.state.LatestOutcome;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.center.state.LatestStore;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the newest position of each terminal of one event loop to Redis, one batch at a time. Terminals wait here, not
 * fixes: however long Redis is gone, no more waits than there are terminals, and it is written when Redis is back.
 */
final class PositionWriter {
    private static final int BATCH_MAX = 5_000;

    private final LatestStore store;
    private final BusIndex index;
    private final FeedMeter meter;
    private final Context context;
    private final long retryMillis;
    private final List<TerminalTrack> waiting = new ArrayList<>();
    private final List<TerminalTrack> inFlight = new ArrayList<>();
    private final List<BusPosition> sent = new ArrayList<>();
    private int[] fixesOf = new int[64];
    private boolean failing;
    private long notBeforeMillis;

    PositionWriter(LatestStore store, BusIndex index, FeedMeter meter, Context context, long retryMillis) {
        this.store = store;
        this.index = index;
        this.meter = meter;
        this.context = context;
        this.retryMillis = retryMillis;
    }

    /** False while Redis does not take what was written last: terminals should keep their fixes. */
    boolean available() {
        return !failing;
    }

    void add(TerminalTrack track) {
        if (track.addUnwritten(1)) {
            waiting.add(track);
        }
    }

    /** Called on the event loop at the pace of batches. */
    void flush(long nowMillis) {
        if (waiting.isEmpty() || !inFlight.isEmpty() || nowMillis < notBeforeMillis) {
            return;
        }
        List<TerminalTrack> part = waiting.size() > BATCH_MAX ? waiting.subList(0, BATCH_MAX) : waiting;
        inFlight.addAll(part);
        part.clear();
        if (fixesOf.length < inFlight.size()) {
            fixesOf = new int[inFlight.size() * 2];
        }
        List<LatestRecord> batch = new ArrayList<>(inFlight.size());
        sent.clear();
        for (int i = 0; i < inFlight.size(); i++) {
            fixesOf[i] = inFlight.get(i).takeUnwritten();
            BusPosition latest = inFlight.get(i).latest();
            sent.add(latest);
            batch.add(PositionCodec.toRecord(latest));
        }
        store.upsert(LatestKind.BUS, batch)
                .whenComplete((outcomes, failure) -> context.runOnContext(nothing -> {
                    if (failure == null) {
                        written(outcomes);
                    } else {
                        failed(nowMillis);
                    }
                }));
    }

    /** True where nothing waits and nothing is under way. */
    boolean idle() {
        return waiting.isEmpty() && inFlight.isEmpty();
    }

    private void written(LatestOutcome[] outcomes) {
        int accepted = 0;
        Instant newest = Instant.EPOCH;
        for (int i = 0; i < outcomes.length; i++) {
            accepted += fixesOf[i];
            // After a failed try the same record may be there already: then it is ours.
            if (outcomes[i] == LatestOutcome.NEWER || failing && outcomes[i] == LatestOutcome.DUPLICATE) {
                index.put(sent.get(i));
                newest = sent.get(i).deviceTime().isAfter(newest) ? sent.get(i).deviceTime() : newest;
            } else {
                accepted--;
                BusPosition refused = sent.get(i);
                meter.rejected(reasonOf(outcomes[i]), "by what is stored of the bus", refused::toString);
            }
        }
        meter.accepted(accepted, newest);
        inFlight.clear();
        failing = false;
    }

    private static RejectReason reasonOf(LatestOutcome outcome) {
        return switch (outcome) {
            case OLDER -> RejectReason.OUT_OF_ORDER;
            case FUTURE -> RejectReason.FUTURE;
            case DUPLICATE, NEWER -> RejectReason.DUPLICATE;
        };
    }

    private void failed(long nowMillis) {
        for (int i = 0; i < inFlight.size(); i++) {
            if (inFlight.get(i).addUnwritten(fixesOf[i])) {
                waiting.add(inFlight.get(i));
            }
        }
        inFlight.clear();
        failing = true;
        notBeforeMillis = nowMillis + retryMillis;
    }
}
