package cn.haihe.routing.guidance;

import java.time.Duration;

/**
 * How the guard keeps advised traffic from making the next jam.
 *
 * @param compliance part of those who read an advice for their destination that follow it, above 0 to 1
 * @param destinationShare part of the passing traffic that goes where a destination's ways go, above 0 to 1
 * @param sharePerMargin part of the sign's time that a detour gets for each margin that it gains beyond the one to end,
 *     above 0
 * @param learnPerMinute how fast a lasting gain raises that part further, 0 or more
 * @param risePerMinute how fast the part of the time that a sign gives to an advice may grow, above 0
 * @param fallPerMinute how fast it falls where the gain is gone, at least as fast as it rises
 * @param loadMax flow over capacity that advised traffic may fill a street to, above 0 to 1
 * @param loadAssumed flow over capacity that a street counts with at least where nobody counts its flow, 0 to loadMax:
 *     free speed does not prove an empty street
 * @param smoothing time constant for the measured times of ways
 * @param dwellMin how long a message stays at least, unless it has become wrong
 */
public record GuardRules(
        double compliance,
        double destinationShare,
        double sharePerMargin,
        double learnPerMinute,
        double risePerMinute,
        double fallPerMinute,
        double loadMax,
        double loadAssumed,
        Duration smoothing,
        Duration dwellMin) {
    public static final GuardRules DEFAULT =
            new GuardRules(0.3, 0.4, 0.25, 0.03, 0.3, 0.3, 0.95, 0.4, Duration.ofSeconds(30), Duration.ofMinutes(2));

    public GuardRules {
        boolean sensible = isShare(compliance)
                && isShare(destinationShare)
                && sharePerMargin > 0
                && sharePerMargin < Double.POSITIVE_INFINITY
                && learnPerMinute >= 0
                && learnPerMinute < Double.POSITIVE_INFINITY
                && risePerMinute > 0
                && fallPerMinute >= risePerMinute
                && fallPerMinute < Double.POSITIVE_INFINITY
                && isShare(loadMax)
                && loadAssumed >= 0
                && loadAssumed < loadMax
                && !smoothing.isNegative()
                && !dwellMin.isNegative();
        if (!sensible) {
            throw new IllegalArgumentException("rules of the guard: compliance " + compliance + " of "
                    + destinationShare + ", share " + sharePerMargin + ", learn " + learnPerMinute + ", rise "
                    + risePerMinute + ", fall " + fallPerMinute + ", load " + loadAssumed
                    + " to " + loadMax + ", smoothing " + smoothing + ", dwell " + dwellMin);
        }
    }

    /** The same guard for drivers who follow more or less willingly. */
    public GuardRules withFollowers(double otherCompliance, double otherDestinationShare) {
        return new GuardRules(
                otherCompliance,
                otherDestinationShare,
                sharePerMargin,
                learnPerMinute,
                risePerMinute,
                fallPerMinute,
                loadMax,
                loadAssumed,
                smoothing,
                dwellMin);
    }

    private static boolean isShare(double value) {
        return value > 0 && value <= 1;
    }
}
