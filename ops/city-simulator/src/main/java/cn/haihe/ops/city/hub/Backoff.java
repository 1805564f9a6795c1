package cn.haihe.ops.city.hub;

import java.util.random.RandomGenerator;

/** How long to wait before the next try: doubling from a second to half a minute, spread so that devices don't return in step. */
public final class Backoff {
    private static final long FIRST_MILLIS = 1000;
    private static final long LONGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private int failures;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    public void succeeded() {
        failures = 0;
    }

    /** Counts one more failure and says how long to wait now. */
    public long failedMillis() {
        long base = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        return base / 2 + random.nextLong(base / 2 + 1);
    }
}
