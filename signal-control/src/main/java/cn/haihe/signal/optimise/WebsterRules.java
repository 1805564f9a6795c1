package cn.haihe.signal.optimise;

/**
 * The numbers that Webster's method runs on.
 *
 * @param saturationFlowPerLanePerHour vehicles that a lane lets off in an hour of green
 * @param startLossSeconds lost at each start of green, net of the amber that is still used
 * @param cycleStepSeconds cycles are rounded up to a multiple of it
 */
public record WebsterRules(
        double saturationFlowPerLanePerHour,
        double startLossSeconds,
        int minCycleSeconds,
        int maxCycleSeconds,
        int cycleStepSeconds) {
    public static final WebsterRules DEFAULT = new WebsterRules(1800, 1, 40, 180, 5);
}
