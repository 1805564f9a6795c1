package cn.haihe.center.source;

/** Why a record of a feed was not taken. The names stand in answers, counters and dashboards. */
public enum RejectReason {
    /** No such terminal, segment or car park. */
    UNKNOWN_DEVICE,
    /** Not of the form that the contract states, or a value out of its range. */
    MALFORMED,
    /** The device has already reported of that moment. */
    DUPLICATE,
    /** A later record of the device was taken before. */
    OUT_OF_ORDER,
    /** Dated further ahead than clocks may differ. */
    FUTURE,
    /** Too old to say anything of now. */
    STALE,
    /** A position outside the city. */
    OUTSIDE_CITY,
    /** Faster than the feed's vehicles can drive. */
    IMPOSSIBLE_SPEED,
    /** Without a valid key or sign-on. */
    UNAUTHORISED,
    /** More than the source may send, or than the hub can hold. */
    OVER_LIMIT
}
