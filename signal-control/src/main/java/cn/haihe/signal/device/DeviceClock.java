package cn.haihe.signal.device;

import java.time.Clock;
import java.time.Instant;

/** The time that a simulated controller lives by. */
@FunctionalInterface
public interface DeviceClock {
    Instant now();

    static DeviceClock of(Clock clock) {
        return clock::instant;
    }

    /** Time that runs {@code speed} times as fast as the clock from now on. */
    static DeviceClock faster(Clock clock, double speed) {
        Instant start = clock.instant();
        return () -> {
            long real = clock.millis() - start.toEpochMilli();
            return start.plusMillis((long) (real * speed));
        };
    }
}
