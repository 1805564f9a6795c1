package cn.haihe.routing.matching;

import java.time.Duration;

/**
 * What a stream of fixes may cost, and what a believable one looks like.
 *
 * @param windowFixes the newest fixes of a vehicle that are matched together, 2 to 100: more of them decide better
 *     between streets side by side, and cost more
 * @param accuracyMetres how far a fix may well be off
 * @param gap after so long without a fix the vehicle may be anywhere, and its window begins anew
 * @param stale a vehicle not heard of for so long is forgotten
 * @param speedMaxKmh a fix that would take a higher speed from the one before it is a jump
 * @param vehiclesMax as many are followed; the fixes of one more are refused
 * @param visitedNodesMax of the search between two fixes
 */
public record StreamLimits(
        int windowFixes,
        double accuracyMetres,
        Duration gap,
        Duration stale,
        double speedMaxKmh,
        int vehiclesMax,
        int visitedNodesMax) {
    public static final StreamLimits DEFAULT =
            new StreamLimits(8, 15, Duration.ofMinutes(2), Duration.ofMinutes(10), 200, 20_000, 2_000);

    public StreamLimits {
        if (windowFixes < 2
                || windowFixes > 100
                || !(accuracyMetres > 0)
                || !(speedMaxKmh > 0)
                || vehiclesMax < 1
                || visitedNodesMax < 1) {
            throw new IllegalArgumentException("limits of a stream of fixes");
        }
    }
}
