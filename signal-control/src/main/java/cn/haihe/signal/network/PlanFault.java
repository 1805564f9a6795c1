package cn.haihe.signal.network;

/** Why a plan is not allowed. */
public record PlanFault(Reason reason, String intersection, String detail) {
    /** What a plan may break. */
    public enum Reason {
        UNKNOWN_INTERSECTION,
        PLANNED_TWICE,
        NO_STAGES,
        UNKNOWN_STAGE,
        STAGE_FOLLOWS_ITSELF,
        GREEN_TOO_SHORT,
        SIGNAL_NEVER_GREEN,
        CYCLE_IS_NOT_THE_SUM,
        CYCLE_LIMITS,
        OFFSET
    }

    @Override
    public String toString() {
        return intersection + ": " + reason + ", " + detail;
    }
}
