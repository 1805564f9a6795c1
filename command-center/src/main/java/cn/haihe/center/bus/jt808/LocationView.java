package cn.haihe.center.bus.jt808;

import java.util.OptionalLong;

/**
 * Reads one location body (0x0200, an item of 0x0704) in place. One view serves an event loop; nothing of it may be
 * kept beyond the message.
 */
public final class LocationView {
    /** The body without additional items. */
    public static final int SHORTEST = 28;
    /** Item 01: mileage in 0.1 km. */
    public static final int MILEAGE = 0x01;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long deviceEpochSecond;

    /** @throws MalformedMessageException where the body is too short or its time is none; positions are not judged */
    public LocationView read(byte[] message, int bodyAt, int bodyLength) {
        if (bodyLength < SHORTEST) {
            throw new MalformedMessageException("a location of " + bodyLength + " bytes, not at least " + SHORTEST);
        }
        bytes = message;
        at = bodyAt;
        end = bodyAt + bodyLength;
        deviceEpochSecond = BcdTime.epochSecond(bytes, at + 22);
        return this;
    }

    public int alarmBits() {
        return i32(at);
    }

    public int statusBits() {
        return i32(at + 4);
    }

    /** Status bit 1: the receiver knows where it is. */
    public boolean fixed() {
        return (statusBits() & 1 << 1) != 0;
    }

    /** Status bit 5: latitude and longitude are scrambled by a plug-in that the centre does not have. */
    public boolean positionEncrypted() {
        return (statusBits() & 1 << 5) != 0;
    }

    /** Degrees north, WGS 84; beyond 90 where the terminal sent nonsense. */
    public double latitude() {
        double magnitude = Integer.toUnsignedLong(i32(at + 8)) / 1e6;
        return (statusBits() & 1 << 2) != 0 ? -magnitude : magnitude;
    }

    /** Degrees east, WGS 84; beyond 180 where the terminal sent nonsense. */
    public double longitude() {
        double magnitude = Integer.toUnsignedLong(i32(at + 12)) / 1e6;
        return (statusBits() & 1 << 3) != 0 ? -magnitude : magnitude;
    }

    public int altitudeMetres() {
        return (short) u16(at + 16);
    }

    public double speedKmh() {
        return u16(at + 18) / 10.0;
    }

    /** North 0, clockwise; 360 and more where the terminal sent nonsense. */
    public int directionDegrees() {
        return u16(at + 20);
    }

    /** Device time in seconds of the Unix epoch. */
    public long deviceEpochSecond() {
        return deviceEpochSecond;
    }

    /** What the vehicle has driven so far, where the terminal tells. */
    public OptionalLong mileageMetres() {
        OptionalLong tenths = findItem(MILEAGE);
        return tenths.isPresent() ? OptionalLong.of(tenths.getAsLong() * 100) : tenths;
    }

    /** The value of an additional item of one to seven bytes, read as unsigned; the first one counts. */
    public OptionalLong findItem(int itemId) {
        int item = at + SHORTEST;
        while (item + 2 <= end) {
            int length = bytes[item + 1] & 0xFF;
            if (item + 2 + length > end) {
                break;
            }
            if ((bytes[item] & 0xFF) == itemId && length >= 1 && length <= 7) {
                return OptionalLong.of(unsigned(item + 2, length));
            }
            item += 2 + length;
        }
        return OptionalLong.empty();
    }

    /** Shows each additional item in turn; a length that runs past the body ends them. */
    public void forEachItem(ItemVisitor visitor) {
        int item = at + SHORTEST;
        while (item + 2 <= end && item + 2 + (bytes[item + 1] & 0xFF) <= end) {
            int length = bytes[item + 1] & 0xFF;
            visitor.item(bytes[item] & 0xFF, bytes, item + 2, length);
            item += 2 + length;
        }
    }

    /** Sees the additional items of a location. */
    @FunctionalInterface
    public interface ItemVisitor {
        void item(int itemId, byte[] bytes, int valueAt, int length);
    }

    private long unsigned(int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    private int i32(int from) {
        return u16(from) << 16 | u16(from + 2);
    }

    private int u16(int from) {
        return (bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF;
    }
}
