package cn.haihe.map.city;

import java.util.List;
import java.util.OptionalInt;

/**
 * The index of each segment by its id. Feeds ask for every record they take: all lies in three arrays, in the order of the
 * index, so that a city posted in that order is read as it lies in memory.
 */
final class SegmentIds {
    private static final int EMPTY = 0;

    private final char[] letters;
    private final int[] begins;
    /** Upper half: hash of the id; lower half: index + 1, or {@link #EMPTY}. */
    private final long[] slots;

    /** @throws IllegalArgumentException where two have the same id */
    SegmentIds(List<Segment> segments) {
        begins = new int[segments.size() + 1];
        for (int i = 0; i < segments.size(); i++) {
            begins[i + 1] = begins[i] + segments.get(i).id().length();
        }
        letters = new char[begins[segments.size()]];
        slots = new long[Math.max(2, Integer.highestOneBit(Math.max(1, segments.size())) << 2)];
        for (int i = 0; i < segments.size(); i++) {
            String id = segments.get(i).id();
            id.getChars(0, id.length(), letters, begins[i]);
            add(id, i);
        }
    }

    private void add(String id, int index) {
        int hash = hash(id);
        int slot = hash & (slots.length - 1);
        while ((int) slots[slot] != EMPTY) {
            if (holds(slots[slot], hash, id)) {
                throw new IllegalArgumentException("two objects have the id " + id);
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = (long) hash << 32 | (index + 1);
    }

    OptionalInt find(String id) {
        int hash = hash(id);
        for (int slot = hash & (slots.length - 1); (int) slots[slot] != EMPTY; slot = (slot + 1) & (slots.length - 1)) {
            if (holds(slots[slot], hash, id)) {
                return OptionalInt.of((int) slots[slot] - 1);
            }
        }
        return OptionalInt.empty();
    }

    private boolean holds(long slot, int hash, String id) {
        int index = (int) slot - 1;
        if ((int) (slot >>> 32) != hash || begins[index + 1] - begins[index] != id.length()) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (letters[begins[index] + i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The last step of MurmurHash3: ids that differ in one digit must not lie side by side. */
    private static int hash(String id) {
        int hash = id.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
