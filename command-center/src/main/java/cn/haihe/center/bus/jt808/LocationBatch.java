package cn.haihe.center.bus.jt808;

import java.util.Arrays;

/**
 * Reads a batch of locations (0x0704) and shows them oldest first: terminals send them in any order. One reader serves
 * an event loop.
 */
public final class LocationBatch {
    private static final int INDEX_BITS = 24;

    private final LocationView location = new LocationView();
    private long[] order = new long[64];
    private int count;
    private int malformedItems;
    private boolean blindArea;

    /**
     * @throws MalformedMessageException where the batch's own fields run past its body; a bad item alone is counted in
     *     {@link #malformedItems()}
     */
    public LocationBatch read(byte[] message, int bodyAt, int bodyLength) {
        if (bodyLength < 3) {
            throw new MalformedMessageException("a batch without count and type");
        }
        int announced = (message[bodyAt] & 0xFF) << 8 | message[bodyAt + 1] & 0xFF;
        blindArea = message[bodyAt + 2] == 1;
        count = 0;
        malformedItems = 0;
        int at = bodyAt + 3;
        int end = bodyAt + bodyLength;
        for (int i = 0; i < announced; i++) {
            if (at + 2 > end) {
                throw new MalformedMessageException("a batch of " + announced + " locations ends after " + i);
            }
            int length = (message[at] & 0xFF) << 8 | message[at + 1] & 0xFF;
            if (at + 2 + length > end) {
                throw new MalformedMessageException("location " + (i + 1) + " of a batch runs past its end");
            }
            add(message, at + 2, length, bodyAt);
            at += 2 + length;
        }
        Arrays.sort(order, 0, count);
        return this;
    }

    private void add(byte[] message, int at, int length, int bodyAt) {
        try {
            long time = location.read(message, at, length).deviceEpochSecond();
            if (count == order.length) {
                order = Arrays.copyOf(order, 2 * count);
            }
            order[count++] = time << INDEX_BITS | at - bodyAt;
        } catch (MalformedMessageException badItem) {
            malformedItems++;
        }
    }

    public int count() {
        return count;
    }

    public int malformedItems() {
        return malformedItems;
    }

    /** True where the terminal sends what it kept while it had no link. */
    public boolean blindArea() {
        return blindArea;
    }

    /**
     * The location at a place in the order of time; valid until the next call.
     *
     * @param message and {@code bodyAt} as given to {@link #read}
     */
    public LocationView location(byte[] message, int bodyAt, int index) {
        int at = bodyAt + (int) (order[index] & (1 << INDEX_BITS) - 1);
        int length = (message[at - 2] & 0xFF) << 8 | message[at - 1] & 0xFF;
        return location.read(message, at, length);
    }
}
