package cn.haihe.signal.verify;

/** The rules that plans and timetables are held against. */
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
    /** A stage on demand can be left out, so one at least must come in each cycle. */
    OCCURRENCE(Severity.ERROR),
    /** A stage follows one that it may not follow at once. */
    FORBIDDEN_TRANSITION(Severity.ERROR),
    /** A phase that never gets green where its detector or button is out of order. */
    SERVED_ON_DEMAND(Severity.WARNING),
    PEDESTRIAN_PHASE_SERVED(Severity.WARNING),
    /** A stage follows itself: a controller may clear the junction in between. */
    STAGE_ORDER(Severity.WARNING),
    /** Less can pass than wants to. */
    CAPACITY(Severity.WARNING),
    /** Of the junction's design: ways that meet, yet may have green together. */
    CONFLICT_MATRIX(Severity.ERROR),
    /** Of the junction's design: less time between two greens than the ways between them ask for. */
    CLEARANCE_GEOMETRY(Severity.ERROR),
    /** Of the junction's design: less time than a walk across the arm takes. */
    PEDESTRIAN_WALK(Severity.ERROR),
    /** Of the junction's design: a green that nobody could use. */
    LEAST_GREEN(Severity.ERROR),
    /** Of the junction's design: an amber in which nobody could stop (GB 14886). */
    LEAST_AMBER(Severity.ERROR),
    /** How many day plans and schedule rows there are, their numbers and priorities. */
    TIMETABLE_NUMBERS(Severity.ERROR),
    PERIOD_COUNT(Severity.ERROR),
    /** From midnight on, in whole minutes, each after the one before it. */
    PERIOD_ORDER(Severity.ERROR),
    PERIOD_PLAN(Severity.ERROR),
    SCHEDULE_DATES(Severity.ERROR),
    SCHEDULE_DAY_PLAN(Severity.ERROR),
    /** Two rows of one priority name other day plans for one date. */
    SCHEDULE_AMBIGUOUS(Severity.ERROR),
    /** A date of which no row says anything. */
    SCHEDULE_COVER(Severity.ERROR);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
