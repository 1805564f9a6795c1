package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Optional;

/** How a detector works (5.2.2). */
public enum DetectorType {
    COIL,
    VIDEO,
    GEOMAGNETIC,
    MICROWAVE,
    ULTRASONIC,
    INFRARED;

    public int code() {
        return ordinal() + 1;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<DetectorType> find(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
