package cn.haihe.signal.fieldbus;

/** Whether a controller can be talked to. */
public enum Communication {
    /** Nothing was ever heard of it. */
    UNKNOWN,
    ONLINE,
    /** It was heard of lately, but the last request stayed without an answer. */
    DEGRADED,
    OFFLINE
}
