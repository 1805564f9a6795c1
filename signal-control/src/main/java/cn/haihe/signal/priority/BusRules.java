package cn.haihe.signal.priority;

import java.util.OptionalDouble;

/**
 * Which bus is worth a junction's green.
 *
 * @param lateSeconds from which it is late
 * @param loadShare of its capacity from which it is full enough, 0 to 1
 * @param budgetSecondsPerHour of green that one junction gives to buses
 */
public record BusRules(int lateSeconds, double loadShare, int budgetSecondsPerHour) {
    public static final BusRules DEFAULT = new BusRules(90, 0.3, 180);

    public BusRules {
        if (lateSeconds < 0 || !(loadShare >= 0 && loadShare <= 1) || budgetSecondsPerHour < 0) {
            throw new IllegalArgumentException(
                    "late by " + lateSeconds + " s, load " + loadShare + ", budget " + budgetSecondsPerHour + " s/h");
        }
    }

    /** What is not known counts against the bus: others would pay for a guess. */
    public BusVerdict judge(OptionalDouble lateBySeconds, OptionalDouble load, int budgetLeftSeconds) {
        if (lateBySeconds.isEmpty()) {
            return BusVerdict.LATENESS_UNKNOWN;
        }
        if (load.isEmpty()) {
            return BusVerdict.LOAD_UNKNOWN;
        }
        if (lateBySeconds.getAsDouble() < lateSeconds) {
            return BusVerdict.NOT_LATE;
        }
        if (load.getAsDouble() < loadShare) {
            return BusVerdict.NOT_FULL_ENOUGH;
        }
        return budgetLeftSeconds > 0 ? BusVerdict.PRIORITY : BusVerdict.BUDGET_SPENT;
    }
}
