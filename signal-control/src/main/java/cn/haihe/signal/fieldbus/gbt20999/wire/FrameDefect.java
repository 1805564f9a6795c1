package cn.haihe.signal.fieldbus.gbt20999.wire;

/** Why bytes are not a frame. */
public enum FrameDefect {
    /** Fewer bytes than the shortest frame, 16. */
    TOO_SHORT,
    /** More bytes than the receiver takes. */
    TOO_LONG,
    /** The first byte is not 7E, or the last is not 7D. */
    NO_ENVELOPE,
    /** The length field does not agree with the number of bytes. */
    WRONG_LENGTH,
    WRONG_CHECK,
    UNKNOWN_TYPE,
    /** The data values do not fill the frame: count, length of a value, bytes left over. */
    WRONG_VALUES,
    /** An escape byte at the end of the frame, with nothing behind it. */
    WRONG_ESCAPE,
    /** Bytes outside of any frame. */
    GARBAGE
}
