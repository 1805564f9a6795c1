package cn.haihe.card.exchange;

import java.nio.charset.StandardCharsets;

/** Numbers and texts in fixed places of ASCII lines, read and written without garbage. */
final class Ascii {
    static final long NOT_A_NUMBER = -1;

    private Ascii() {}

    /** @return {@link #NOT_A_NUMBER} unless all are digits; at most 18 of them, or 19 that fit a long */
    static long decimal(byte[] bytes, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value < 0 ? NOT_A_NUMBER : value;
    }

    /** @return {@link #NOT_A_NUMBER} unless all are hexadecimal digits in capitals; at most 15 of them */
    static long hex(byte[] bytes, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int c = bytes[i];
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0) {
                return NOT_A_NUMBER;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII).stripTrailing();
    }

    static void putDecimal(byte[] bytes, int from, int length, long value) {
        long rest = value;
        for (int i = from + length - 1; i >= from; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (value < 0 || rest != 0) {
            throw new IllegalArgumentException(value + " does not fit " + length + " digits");
        }
    }

    static void putHex(byte[] bytes, int from, int length, long value) {
        long rest = value;
        for (int i = from + length - 1; i >= from; i--) {
            int digit = (int) (rest & 0xF);
            bytes[i] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
            rest >>>= 4;
        }
        if (rest != 0) {
            throw new IllegalArgumentException(Long.toHexString(value) + " does not fit " + length + " digits");
        }
    }

    static void putText(byte[] bytes, int from, int length, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length > length || !isPrintable(text)) {
            throw new IllegalArgumentException("'" + text + "' does not fit " + length + " ASCII characters");
        }
        for (int i = 0; i < length; i++) {
            bytes[from + i] = i < ascii.length ? ascii[i] : (byte) ' ';
        }
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
