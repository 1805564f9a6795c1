package cn.haihe.center.bus.jt808;

/** What the register reply (0x8100) says, in the order of the wire. */
public enum RegisterResult {
    OK,
    VEHICLE_ALREADY_REGISTERED,
    NO_SUCH_VEHICLE,
    TERMINAL_ALREADY_REGISTERED,
    NO_SUCH_TERMINAL
}
