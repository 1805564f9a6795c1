package cn.haihe.signal.fieldbus.link;

/** Why something that arrived whole was not taken. */
public enum Rejection {
    UNKNOWN_CONTROLLER,
    /** A known controller by another kind of link, or from another address, than it is registered for. */
    WRONG_LINK,
    FLOOD,
    TOO_MANY_CONNECTIONS,
    NOT_IDENTIFIED,
    /** An answer to nothing that was asked, or too late. */
    UNEXPECTED_ANSWER,
    LINE_FULL
}
