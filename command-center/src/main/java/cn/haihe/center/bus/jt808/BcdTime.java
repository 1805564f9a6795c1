package cn.haihe.center.bus.jt808;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;

/** Times on the wire: twelve BCD digits, YYMMDDhhmmss of this century, in GMT+8 whatever the season or the place. */
final class BcdTime {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private BcdTime() {}

    /** @throws MalformedMessageException where the digits are no time */
    static long epochSecond(byte[] bytes, int at) {
        try {
            return IsoChronology.INSTANCE.epochSecond(
                    2000 + digits(bytes[at]),
                    digits(bytes[at + 1]),
                    digits(bytes[at + 2]),
                    digits(bytes[at + 3]),
                    digits(bytes[at + 4]),
                    digits(bytes[at + 5]),
                    ZONE);
        } catch (DateTimeException noSuchTime) {
            throw new MalformedMessageException("time is not a date and time of the calendar");
        }
    }

    static void write(Instant time, byte[] bytes, int at) {
        ZonedDateTime local = time.atZone(ZONE);
        bytes[at] = bcd(local.getYear() % 100);
        bytes[at + 1] = bcd(local.getMonthValue());
        bytes[at + 2] = bcd(local.getDayOfMonth());
        bytes[at + 3] = bcd(local.getHour());
        bytes[at + 4] = bcd(local.getMinute());
        bytes[at + 5] = bcd(local.getSecond());
    }

    static int digits(byte b) {
        int high = b >> 4 & 0xF;
        int low = b & 0xF;
        if (high > 9 || low > 9) {
            throw new MalformedMessageException("a time or date holds other digits than 0 to 9");
        }
        return high * 10 + low;
    }

    private static byte bcd(int value) {
        return (byte) (value / 10 << 4 | value % 10);
    }
}
