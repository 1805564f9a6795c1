package cn.haihe.signal.fieldbus;

/** Why nothing is known of what a controller did, and what that says of its line. */
public enum FieldFailure {
    UNKNOWN_JUNCTION(Communication.UNKNOWN),
    /** There is no line to the controller. */
    NOT_CONNECTED(Communication.OFFLINE),
    TIMED_OUT(Communication.DEGRADED),
    /** Too much waits for this controller already. */
    QUEUE_FULL(Communication.DEGRADED),
    /** The answer makes no sense. */
    UNINTELLIGIBLE(Communication.DEGRADED),
    /** A newer operation on the same thing took its place before it was sent. */
    SUPERSEDED(Communication.ONLINE),
    CLOSED(Communication.UNKNOWN);

    private final Communication shows;

    FieldFailure(Communication shows) {
        this.shows = shows;
    }

    /** The state of communication that goes with it, as far as this one operation can tell. */
    public Communication shows() {
        return shows;
    }
}
