package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** Lamp states of 3.3.1 and of the steps of a phase. */
public enum LampState {
    OFF(0x01),
    RED(0x10),
    RED_FLASH(0x11),
    RED_FAST_FLASH(0x12),
    GREEN(0x20),
    GREEN_FLASH(0x21),
    GREEN_FAST_FLASH(0x22),
    YELLOW(0x30),
    YELLOW_FLASH(0x31),
    YELLOW_FAST_FLASH(0x32),
    RED_YELLOW(0x40);

    private final int code;

    LampState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public boolean isGreen() {
        return (code & 0xF0) == 0x20;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<LampState> find(int code) {
        for (LampState state : values()) {
            if (state.code == code) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
