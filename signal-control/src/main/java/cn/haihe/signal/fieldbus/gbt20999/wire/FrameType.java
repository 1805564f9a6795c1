package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** What a frame is, by its type byte. */
public enum FrameType {
    QUERY(0x10),
    QUERY_REPLY(0x20),
    QUERY_ERROR(0x21),
    SET(0x30),
    SET_REPLY(0x40),
    SET_ERROR(0x41),
    BROADCAST(0x50),
    TRAP(0x60),
    HEARTBEAT(0x70),
    /** Seen in one source only; read, never sent. */
    HEARTBEAT_VARIANT(0x71),
    HEARTBEAT_REPLY(0x80);

    private static final FrameType[] BY_CODE = new FrameType[256];

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public boolean isHeartbeat() {
        return this == HEARTBEAT || this == HEARTBEAT_VARIANT || this == HEARTBEAT_REPLY;
    }

    /** A reply or an error to something that was asked. */
    public boolean isAnswer() {
        return switch (this) {
            case QUERY_REPLY, QUERY_ERROR, SET_REPLY, SET_ERROR, HEARTBEAT_REPLY -> true;
            default -> false;
        };
    }

    public static Optional<FrameType> find(int code) {
        return Optional.ofNullable(BY_CODE[code & 0xFF]);
    }
}
