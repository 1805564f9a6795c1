package cn.haihe.signal.network;

/** Bounds that every plan of the network keeps, in seconds. */
public record PlanLimits(double minGreenSeconds, double minCycleSeconds, double maxCycleSeconds) {
    public PlanLimits {
        boolean inRange = minGreenSeconds > 0
                && minCycleSeconds > 0
                && maxCycleSeconds >= minCycleSeconds
                && maxCycleSeconds <= 3_600;
        if (!inRange) {
            throw new IllegalArgumentException("least green " + minGreenSeconds + " s, cycle " + minCycleSeconds
                    + " to " + maxCycleSeconds + " s");
        }
    }
}
