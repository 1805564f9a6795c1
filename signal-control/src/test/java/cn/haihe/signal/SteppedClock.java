package cn.haihe.signal;

import cn.haihe.signal.device.DeviceClock;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of a street under test. It goes on by small steps, some hundred times as fast as ours; a busy machine makes the
 * steps fewer, never larger.
 */
public final class SteppedClock extends Clock implements DeviceClock {
    private static final long STEP_MILLIS = 500;
    private static final long EACH_MILLIS = 2;

    private volatile Instant now = Instant.parse("2026-11-23T00:00:00Z");

    /** Runs until Vert.x is closed. */
    public static SteppedClock start(Vertx vertx) {
        SteppedClock clock = new SteppedClock();
        vertx.getOrCreateContext().runOnContext(nothing -> clock.step(vertx));
        return clock;
    }

    private void step(Vertx vertx) {
        now = now.plusMillis(STEP_MILLIS);
        vertx.setTimer(EACH_MILLIS, timer -> step(vertx));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
