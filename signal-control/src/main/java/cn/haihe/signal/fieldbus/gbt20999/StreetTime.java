package cn.haihe.signal.fieldbus.gbt20999;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Moments as the clocks of controllers show them. */
final class StreetTime {
    private static final ZoneId STREET = ZoneId.of("Asia/Shanghai");

    private StreetTime() {}

    static LocalDateTime toDevice(Instant moment, boolean utc) {
        return LocalDateTime.ofInstant(moment, utc ? ZoneOffset.UTC : STREET);
    }

    static Instant toInstant(LocalDateTime deviceTime, boolean utc) {
        return deviceTime.atZone(utc ? ZoneOffset.UTC : STREET).toInstant();
    }
}
