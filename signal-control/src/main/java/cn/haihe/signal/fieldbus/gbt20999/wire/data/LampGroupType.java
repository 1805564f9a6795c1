package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import java.util.Optional;

/** Whom a lamp group is for (3.2.2). */
public enum LampGroupType {
    MOTOR,
    NON_MOTOR,
    PEDESTRIAN,
    LANE,
    VARIABLE_SIGN,
    BUS,
    TRAM,
    SPECIAL;

    public int code() {
        return ordinal() + 1;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<LampGroupType> find(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
