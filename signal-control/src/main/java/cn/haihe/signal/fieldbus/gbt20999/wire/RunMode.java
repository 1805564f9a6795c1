package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** Run modes of 13.2.2 and 17.1.4. */
public enum RunMode {
    CENTER(0x10),
    CENTER_TIMETABLE(0x11),
    CENTER_OPTIMISED(0x12),
    CENTER_COORDINATED(0x13),
    CENTER_ADAPTIVE(0x14),
    CENTER_MANUAL(0x15),
    LOCAL(0x20),
    LOCAL_FIXED(0x21),
    LOCAL_ACTUATED(0x22),
    LOCAL_COORDINATED(0x23),
    LOCAL_ADAPTIVE(0x24),
    LOCAL_MANUAL(0x25),
    SPECIAL(0x30),
    FLASH(0x31),
    ALL_RED(0x32),
    ALL_OFF(0x33);

    private final int code;

    RunMode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The centre commands, in whatever way. */
    public boolean isCenter() {
        return (code & 0xF0) == 0x10;
    }

    public boolean isLocal() {
        return (code & 0xF0) == 0x20;
    }

    public boolean isManual() {
        return this == CENTER_MANUAL || this == LOCAL_MANUAL;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<RunMode> find(int code) {
        for (RunMode mode : values()) {
            if (mode.code == code) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
