package cn.haihe.card.clearing.file;

import cn.haihe.card.record.RecordBlock;
import java.util.Arrays;

/** The places of a block's records by card and counter: one order for all files, and neighbours in the index together. */
final class KeyOrder {
    private static final long FIRST_CARD = 3_100_000_000_000_000_000L;
    private static final int PLACE_BITS = 14;
    /** Cards are 17 digits beyond the first, 57 bits; so many of the last are left out at first. */
    private static final int DROPPED_BITS = 57 + PLACE_BITS - 63;

    private final long[] packed;

    KeyOrder(int capacity) {
        if (capacity > 1 << PLACE_BITS) {
            throw new IllegalArgumentException("a block of " + capacity + " records is too large");
        }
        packed = new long[capacity];
    }

    /** @return how many records of the block are open; the others are left out */
    int sort(RecordBlock block) {
        int count = 0;
        for (int place = 0; place < block.size; place++) {
            if (block.isOpen(place)) {
                packed[count++] = (block.card[place] - FIRST_CARD >> DROPPED_BITS) << PLACE_BITS | place;
            }
        }
        Arrays.sort(packed, 0, count);
        for (int i = 1; i < count; i++) {
            long one = packed[i];
            int j = i;
            for (; j > 0 && isAfter(block, place(j - 1), (int) one & (1 << PLACE_BITS) - 1); j--) {
                packed[j] = packed[j - 1];
            }
            packed[j] = one;
        }
        return count;
    }

    int place(int i) {
        return (int) packed[i] & (1 << PLACE_BITS) - 1;
    }

    private static boolean isAfter(RecordBlock block, int one, int other) {
        int byCard = Long.compare(block.card[one], block.card[other]);
        int byKey = byCard == 0 ? Integer.compare(block.counter[one], block.counter[other]) : byCard;
        return byKey == 0 ? one > other : byKey > 0;
    }
}
