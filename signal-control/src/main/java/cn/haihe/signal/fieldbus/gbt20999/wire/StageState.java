package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** Stage states of 6.3.2. */
public enum StageState {
    NO_RIGHT_OF_WAY(0x10),
    RUNNING(0x20),
    TRANSITION(0x30);

    private final int code;

    StageState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<StageState> find(int code) {
        for (StageState state : values()) {
            if (state.code == code) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
