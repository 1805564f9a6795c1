package cn.haihe.signal.fieldbus.gbt20999.wire;

/**
 * How a chain (a list of fixed size in one value) lies in its bytes. One maker was recorded and runs backwards; others
 * may not, so this is a switch of the device's profile.
 */
public enum ChainOrder {
    /** The first entry is the last one in the bytes; unused places at the front are 0. */
    BACKWARD,
    /** The first entry comes first; unused places at the end are 0. */
    FORWARD
}
