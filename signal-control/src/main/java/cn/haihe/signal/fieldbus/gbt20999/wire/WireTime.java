package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/** Time stamps of seven bytes: year (two bytes), month, day, hour, minute, second, each a plain binary number. */
public final class WireTime {
    private WireTime() {}

    public static byte[] encode(LocalDateTime time) {
        return new byte[] {
            (byte) (time.getYear() >> 8),
            (byte) time.getYear(),
            (byte) time.getMonthValue(),
            (byte) time.getDayOfMonth(),
            (byte) time.getHour(),
            (byte) time.getMinute(),
            (byte) time.getSecond()
        };
    }

    /** Empty where the bytes are no time. */
    public static Optional<LocalDateTime> find(byte[] bytes) {
        if (bytes.length != 7) {
            return Optional.empty();
        }
        try {
            int year = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
            return Optional.of(LocalDateTime.of(year, bytes[2], bytes[3], bytes[4], bytes[5], bytes[6]));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
