package cn.haihe.center.adaptive.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Begins with the hub's clock and goes some times as fast: the time of a simulated street in a hurry. */
final class StreetClock extends Clock {
    private static final double NANOS = 1e9;

    private final Clock hub;
    private final double speed;
    private final Instant began;

    private StreetClock(Clock hub, double speed, Instant began) {
        this.hub = hub;
        this.speed = speed;
        this.began = began;
    }

    static Clock of(Clock hub, double speed) {
        return speed == 1 ? hub : new StreetClock(hub, speed, hub.instant());
    }

    @Override
    public Instant instant() {
        double seconds = Duration.between(began, hub.instant()).toNanos() / NANOS * speed;
        return began.plusNanos(Math.round(seconds * NANOS));
    }

    @Override
    public ZoneId getZone() {
        return hub.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new StreetClock(hub.withZone(zone), speed, began);
    }
}
