package cn.haihe.map.traffic;

import java.time.Duration;
import java.time.Instant;

/** How old a live value is. */
public final class Age {
    private Age() {}

    /** In whole seconds; 0 for a value from a clock that is a little ahead. */
    public static long seconds(Instant asOf, Instant now) {
        return Math.max(0, Duration.between(asOf, now).toSeconds());
    }
}
