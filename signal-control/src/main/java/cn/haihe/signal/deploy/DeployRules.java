package cn.haihe.signal.deploy;

/**
 * How a plan is proven to run. Seconds are those of the plan, which the street's clock counts.
 *
 * @param cyclesWatched whole cycles that have to be as planned, one after the other without a break
 * @param cyclesPatience how many cycles the proof may take: the controller may wait for the end of its cycle, and take up to
 *     three more to come to the new offset
 * @param leastPatienceSeconds of patience, however short the cycle
 * @param pollMillis between two looks, where the controller does not report by itself
 * @param toleranceSeconds by which a stage may differ from the plan, beyond what lies between two looks
 * @param gapSeconds without a look after which the watching begins anew
 * @param clockSpeed how many seconds of the street pass in one of the centre: 1, but for simulated streets
 */
public record DeployRules(
        int cyclesWatched,
        int cyclesPatience,
        int leastPatienceSeconds,
        long pollMillis,
        double toleranceSeconds,
        double gapSeconds,
        double clockSpeed) {
    public static final DeployRules DEFAULT = new DeployRules(2, 12, 150, 1_000, 2, 10, 1);

    public DeployRules {
        boolean sensible = cyclesWatched >= 1
                && cyclesPatience > cyclesWatched
                && leastPatienceSeconds >= 0
                && pollMillis >= 1
                && toleranceSeconds >= 0
                && gapSeconds > 0
                && clockSpeed > 0;
        if (!sensible) {
            throw new IllegalArgumentException("cannot prove a plan by " + cyclesWatched + " of " + cyclesPatience
                    + " cycles, polled each " + pollMillis + " ms, at speed " + clockSpeed);
        }
    }

    /** For streets whose clock runs faster: looks are as far apart as before, so that more passes between them. */
    public DeployRules atSpeed(double speed) {
        return new DeployRules(
                cyclesWatched,
                cyclesPatience,
                leastPatienceSeconds,
                pollMillis,
                toleranceSeconds * Math.max(1, speed / 10),
                gapSeconds * Math.max(1, speed / 5),
                speed);
    }

    public DeployRules polledEach(long millis) {
        return new DeployRules(
                cyclesWatched, cyclesPatience, leastPatienceSeconds, millis, toleranceSeconds, gapSeconds, clockSpeed);
    }

    public DeployRules watching(int cycles) {
        return new DeployRules(
                cycles, cyclesPatience, leastPatienceSeconds, pollMillis, toleranceSeconds, gapSeconds, clockSpeed);
    }

    public DeployRules withPatience(int cycles, int leastSeconds) {
        return new DeployRules(
                cyclesWatched, cycles, leastSeconds, pollMillis, toleranceSeconds, gapSeconds, clockSpeed);
    }

    /** Of the centre's clock. */
    double patienceSeconds(int cycleSeconds) {
        return Math.max(leastPatienceSeconds, cyclesPatience * cycleSeconds) / clockSpeed;
    }
}
