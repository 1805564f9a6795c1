package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlansConfig;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: twice as long each time, and not all junctions at once. */
final class Backoff {
    private static final int DOUBLINGS_MAX = 20;
    private static final double SPREAD = 0.2;

    private Backoff() {}

    /** @param failures so far, at least 1 */
    static Duration after(int failures, PlansConfig config) {
        long first = config.retryFirst().toMillis();
        long grown = first << Math.min(DOUBLINGS_MAX, failures - 1);
        long bounded = Math.min(config.retryLongest().toMillis(), grown);
        return Duration.ofMillis((long)
                (bounded * (1 + SPREAD * (ThreadLocalRandom.current().nextDouble() * 2 - 1))));
    }
}
