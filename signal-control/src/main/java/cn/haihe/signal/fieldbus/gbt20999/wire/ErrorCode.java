package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** Why a controller refused a value. */
public enum ErrorCode {
    WRONG_VALUE(0x10),
    WRONG_LENGTH(0x11),
    OUT_OF_RANGE(0x12),
    READ_ONLY(0x20),
    NO_SUCH_OBJECT(0x30),
    GENERAL(0x40),
    CONTROL_FAILED(0x50);

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<ErrorCode> find(int code) {
        for (ErrorCode error : values()) {
            if (error.code == code) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }
}
