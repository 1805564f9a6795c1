package cn.haihe.center.bus.jt808;

/** The message ids of JT/T 808 that the centre reads or sends. */
public final class MessageIds {
    public static final int TERMINAL_REPLY = 0x0001;
    public static final int HEARTBEAT = 0x0002;
    public static final int LOGOUT = 0x0003;
    public static final int SERVER_TIME_REQUEST = 0x0004;
    public static final int REGISTER = 0x0100;
    public static final int AUTHENTICATE = 0x0102;
    public static final int TERMINAL_ATTRIBUTES = 0x0107;
    public static final int LOCATION = 0x0200;
    public static final int DRIVER_IDENTITY = 0x0702;
    public static final int LOCATION_BATCH = 0x0704;

    public static final int GENERAL_REPLY = 0x8001;
    public static final int MISSING_PACKETS = 0x8003;
    public static final int SERVER_TIME_REPLY = 0x8004;
    public static final int REGISTER_REPLY = 0x8100;

    private MessageIds() {}
}
