package cn.haihe.signal.priority;

/** Whether a bus gets green, and why not. */
public enum BusVerdict {
    PRIORITY,
    LATENESS_UNKNOWN,
    LOAD_UNKNOWN,
    NOT_LATE,
    NOT_FULL_ENOUGH,
    /** The junction has given buses all that it may within the hour. */
    BUDGET_SPENT
}
