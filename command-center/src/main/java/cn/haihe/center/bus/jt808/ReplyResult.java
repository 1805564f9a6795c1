package cn.haihe.center.bus.jt808;

/** What the general reply (0x8001) says, in the order of the wire. */
public enum ReplyResult {
    OK,
    /** The terminal shall send again. */
    FAILED,
    BAD_MESSAGE,
    UNSUPPORTED,
    ALARM_HANDLED
}
