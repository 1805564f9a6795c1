package cn.haihe.signal.fieldbus;

/** How a junction is controlled, whatever the protocol calls it. */
public enum ControlMode {
    CENTER,
    CENTER_MANUAL,
    LOCAL,
    LOCAL_MANUAL,
    FLASH,
    ALL_RED,
    OFF,
    /** The controller reports something that we have no word for. */
    OTHER
}
