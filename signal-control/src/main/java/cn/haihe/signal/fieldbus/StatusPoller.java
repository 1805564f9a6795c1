package cn.haihe.signal.fieldbus;

import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Polls every junction once a period, spread evenly over it. A junction whose last poll is not over is left out, and one
 * that is offline is asked only now and then.
 */
public final class StatusPoller {
    private static final int SLICES = 10;
    private static final int OFFLINE_EVERY_ROUNDS = 5;

    private final FieldBus bus;
    private final Supplier<? extends Collection<String>> junctionIds;
    private final Vertx vertx;
    private final long timer;
    private List<String> round = List.of();
    private int slice;
    private long rounds;

    /** @param periodMillis of one round, at least 10 */
    public StatusPoller(
            Vertx vertx, FieldBus bus, Supplier<? extends Collection<String>> junctionIds, long periodMillis) {
        this.vertx = vertx;
        this.bus = bus;
        this.junctionIds = junctionIds;
        timer = vertx.setPeriodic(Math.max(1, periodMillis / SLICES), id -> pollSlice());
    }

    private void pollSlice() {
        if (slice == 0) {
            round = List.copyOf(junctionIds.get());
            rounds++;
        }
        for (int i = slice; i < round.size(); i += SLICES) {
            String junctionId = round.get(i);
            boolean reachable = bus.communication(junctionId) != Communication.OFFLINE;
            if (reachable || (rounds + i) % OFFLINE_EVERY_ROUNDS == 0) {
                bus.poll(junctionId);
            }
        }
        slice = (slice + 1) % SLICES;
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
