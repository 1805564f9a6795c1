package cn.haihe.center.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Times of RFC 3339. The form that machines write is read digit by digit; whatever else {@link OffsetDateTime} understands
 * is left to it, at twenty times the cost.
 */
final class Rfc3339 {
    private static final String PATTERN = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;
    private static final int OFFSET_LENGTH = "+00:00".length();
    private static final int OFFSET_HOURS_MAX = 18;

    private Rfc3339() {}

    /** @throws DateTimeException where it is no time with an offset */
    static Instant parse(String text) {
        int length = text.length();
        if (!isPlain(text)) {
            return slowly(text);
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        int at = PATTERN.length();
        int nanos = 0;
        if (at < length && text.charAt(at) == '.') {
            int digits = 0;
            for (at++; at < length && isDigit(text.charAt(at)); at++) {
                digits++;
                nanos = digits <= NANO_DIGITS ? nanos * 10 + text.charAt(at) - '0' : nanos;
            }
            if (digits == 0 || digits > NANO_DIGITS) {
                return slowly(text);
            }
            for (; digits < NANO_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        int offsetSeconds = offsetSeconds(text, at);
        if (hour > 23 || minute > 59 || second > 59 || offsetSeconds == Integer.MIN_VALUE) {
            return slowly(text);
        }
        long day = LocalDate.of(100 * two(text, 0) + two(text, 2), two(text, 5), two(text, 8))
                .toEpochDay();
        return Instant.ofEpochSecond(day * 86_400 + hour * 3_600 + minute * 60 + second - offsetSeconds, nanos);
    }

    private static Instant slowly(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isPlain(String text) {
        if (text.length() <= PATTERN.length()) {
            return false;
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            char wanted = PATTERN.charAt(i);
            char c = text.charAt(i);
            if (wanted == '0' ? !isDigit(c) : c != wanted) {
                return false;
            }
        }
        return true;
    }

    /** @return {@link Integer#MIN_VALUE} where it is not of the plain form */
    private static int offsetSeconds(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (left != OFFSET_LENGTH || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        for (int i = 1; i < OFFSET_LENGTH; i++) {
            if (i != 3 && !isDigit(text.charAt(at + i))) {
                return Integer.MIN_VALUE;
            }
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if ((sign != '+' && sign != '-') || hours >= OFFSET_HOURS_MAX || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int two(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
