package cn.haihe.signal.priority;

/**
 * The numbers by which requests of equal rank are put in order.
 *
 * @param toleratedWaitSeconds what a later vehicle may cost an earlier one that could pass first
 * @param servedSecondsMax after which a vehicle that still has not passed gives way to one that stands and waits
 */
public record ArbiterRules(int toleratedWaitSeconds, int servedSecondsMax) {
    public static final ArbiterRules DEFAULT = new ArbiterRules(5, 60);

    public ArbiterRules {
        if (toleratedWaitSeconds < 0 || servedSecondsMax < 1) {
            throw new IllegalArgumentException(
                    "tolerated " + toleratedWaitSeconds + " s, served " + servedSecondsMax + " s");
        }
    }
}
