package cn.haihe.center.state;

import java.nio.charset.StandardCharsets;

/**
 * A record of a device as it is kept in Redis.
 *
 * @param id of the device; 1 to 64 characters
 * @param deviceMillis when the device says it observed this, milliseconds since 1970; 0 or more
 * @param payload what it observed, in a form its room knows; at most 512 bytes; not copied, so not to be changed
 */
public record LatestRecord(String id, long deviceMillis, byte[] payload) {
    public static final int PAYLOAD_BYTES_MAX = 512;
    static final int TIME_DIGITS = 13;
    private static final int ID_LENGTH_MAX = 64;
    private static final long DEVICE_MILLIS_MAX = 9_999_999_999_999L;

    public LatestRecord {
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX) {
            throw new IllegalArgumentException("id of " + id.length() + " characters");
        }
        if (deviceMillis < 0 || deviceMillis > DEVICE_MILLIS_MAX) {
            throw new IllegalArgumentException("device time " + deviceMillis + " ms");
        }
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes");
        }
    }

    /** Thirteen digits of device time, then the payload: text order of the digits is order in time. */
    byte[] toValue() {
        byte[] value = new byte[TIME_DIGITS + payload.length];
        writeTime(deviceMillis, value);
        System.arraycopy(payload, 0, value, TIME_DIGITS, payload.length);
        return value;
    }

    static byte[] timeDigits(long millis) {
        byte[] digits = new byte[TIME_DIGITS];
        writeTime(millis, digits);
        return digits;
    }

    private static void writeTime(long millis, byte[] target) {
        long rest = millis;
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** @throws IllegalArgumentException where the value is not one that {@link #toValue} made */
    static LatestRecord fromValue(String id, byte[] value) {
        if (value.length < TIME_DIGITS) {
            throw new IllegalArgumentException("value of " + value.length + " bytes for " + id);
        }
        long millis = Long.parseLong(new String(value, 0, TIME_DIGITS, StandardCharsets.US_ASCII));
        byte[] payload = new byte[value.length - TIME_DIGITS];
        System.arraycopy(value, TIME_DIGITS, payload, 0, payload.length);
        return new LatestRecord(id, millis, payload);
    }
}
