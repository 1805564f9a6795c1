package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import java.util.Optional;

/** How the host is reached (2.3.3 and 2.9.3). */
public enum LinkType {
    TCP,
    UDP,
    RS_232;

    public int code() {
        return ordinal() + 1;
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<LinkType> find(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
