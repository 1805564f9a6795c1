package cn.haihe.signal.fieldbus.gbt20999.wire;

/** Whether a host may set an item. */
public enum Access {
    READ,
    WRITE
}
