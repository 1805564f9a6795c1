package cn.haihe.signal.fieldbus;

/** Why nothing is known of what a controller did. */
public enum FieldFailure {
    UNKNOWN_JUNCTION,
    /** There is no line to the controller. */
    NOT_CONNECTED,
    TIMED_OUT,
    /** Too much waits for this controller already. */
    QUEUE_FULL,
    /** The answer makes no sense. */
    UNINTELLIGIBLE,
    CLOSED
}
