package cn.haihe.signal.fieldbus.gbt20999.wire;

/** What the reply to a set holds. The standard's text is not established here, so receivers take all three. */
public enum SetReplyForm {
    ADDRESSES,
    EMPTY,
    /** Addresses with one byte each, 0 where it was set. */
    ADDRESSES_WITH_STATUS
}
