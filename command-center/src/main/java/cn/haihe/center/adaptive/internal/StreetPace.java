package cn.haihe.center.adaptive.internal;

import cn.haihe.center.adaptive.AdaptiveConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.function.BiConsumer;

/**
 * How fast the street's seconds pass: as the hub's own, or so many times as fast before a simulated street in a hurry.
 *
 * @param timer calls somebody each so many milliseconds
 */
record StreetPace(double speed, BiConsumer<Long, Runnable> timer) {
    static final StreetPace REAL = new StreetPace(1, (millis, second) -> {});
    private static final double MILLIS = 1000;

    boolean isReal() {
        return speed == 1;
    }

    Clock clock(Clock hub) {
        return StreetClock.of(hub, speed);
    }

    /** Where the street is in a hurry; who keeps the seconds of a real one has a timer already. */
    void eachSecondOfAHurry(Runnable second) {
        if (!isReal()) {
            timer.accept(Math.max(1, Math.round(MILLIS / speed)), second);
        }
    }

    @ApplicationScoped
    static class Maker {
        @Produces
        StreetPace pace(AdaptiveConfig config, Vertx vertx) {
            return new StreetPace(
                    config.streetSpeed(), (millis, second) -> vertx.setPeriodic(millis, timer -> second.run()));
        }
    }
}
