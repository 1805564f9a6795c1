package cn.haihe.signal.verify;

/** The rules that a plan is held against. */
public enum Rule {
    PLAN_NUMBER(Severity.ERROR),
    STAGE_COUNT(Severity.ERROR),
    STAGE_EXISTS(Severity.ERROR),
    STAGE_SECONDS(Severity.ERROR),
    CYCLE_LIMITS(Severity.ERROR),
    CYCLE_IS_SUM(Severity.ERROR),
    OFFSET_BELOW_CYCLE(Severity.ERROR),
    CONFLICT_IN_STAGE(Severity.ERROR),
    INTERGREEN(Severity.ERROR),
    MINIMUM_GREEN(Severity.ERROR),
    VEHICLE_PHASE_SERVED(Severity.ERROR),
    OCCURRENCE(Severity.ERROR),
    PEDESTRIAN_PHASE_SERVED(Severity.WARNING);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
