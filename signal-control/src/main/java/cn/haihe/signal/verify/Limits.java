package cn.haihe.signal.verify;

/** Bounds of what a plan may ask for, whatever the junction. */
public record Limits(int minCycleSeconds, int maxCycleSeconds, int maxPlanNumber, int maxStages) {
    /** Places in the chain of a day plan. */
    static final int MAX_PERIODS = 48;

    /** Cycles of 30 to 360 s (crossings of many arms and long walks need more than the usual 180); 128 plans and 16 places in the chain, as GB/T 20999 controllers hold. */
    public static final Limits DEFAULT = new Limits(30, 360, 128, 16);
}
