package cn.haihe.center.bus.jt808;

/** Why bytes between two flags are no message. */
public enum FrameFault {
    /** More bytes than the longest message, or as many without any flag. */
    TOO_LONG,
    /** Fewer bytes than a header and a checksum. */
    TOO_SHORT,
    /** 7D followed by something else than 01 or 02. */
    BAD_ESCAPE,
    BAD_CHECKSUM,
    /** The header says another body length than came. */
    BAD_LENGTH,
    /** A sub-package number of zero or beyond the total. */
    BAD_PACKET_NUMBER
}
