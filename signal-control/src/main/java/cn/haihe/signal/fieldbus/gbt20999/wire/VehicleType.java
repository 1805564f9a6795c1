package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** What stands or drives over a detector (5.3.4); the code is the ordinal. */
public enum VehicleType {
    NONE,
    SMALL,
    MEDIUM,
    LARGE,
    BUS,
    TRAM,
    SPECIAL;

    public int code() {
        return ordinal();
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<VehicleType> find(int code) {
        return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }
}
