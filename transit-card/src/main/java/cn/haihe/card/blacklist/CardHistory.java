package cn.haihe.card.blacklist;

import java.util.Arrays;

/**
 * Every change of the blacklist up to a version, as columns ascending by card, moment and version: 20 bytes a change. Immutable
 * once it is read by others.
 */
final class CardHistory {
    static final CardHistory NONE = new CardHistory(0, 0);

    final long version;
    final long[] card;
    /** Epoch second times two, plus one where the card is listed. */
    final long[] effective;

    final int[] changeVersion;
    int size;

    CardHistory(long version, int capacity) {
        this.version = version;
        card = new long[capacity];
        effective = new long[capacity];
        changeVersion = new int[capacity];
    }

    void add(long number, long effectiveSecond, boolean listed, int inVersion) {
        card[size] = number;
        effective[size] = effectiveSecond << 1 | (listed ? 1 : 0);
        changeVersion[size++] = inVersion;
    }

    private void add(CardHistory other, int place) {
        card[size] = other.card[place];
        effective[size] = other.effective[place];
        changeVersion[size++] = other.changeVersion[place];
    }

    /** Together with later changes. */
    CardHistory with(CardHistory later) {
        CardHistory all = new CardHistory(later.version, size + later.size);
        int old = 0;
        for (int place = 0; place < later.size; place++) {
            while (old < size && isBefore(old, later, place)) {
                all.add(this, old++);
            }
            all.add(later, place);
        }
        while (old < size) {
            all.add(this, old++);
        }
        return all;
    }

    private boolean isBefore(int place, CardHistory later, int laterPlace) {
        return card[place] < later.card[laterPlace]
                || card[place] == later.card[laterPlace] && effective[place] >> 1 <= later.effective[laterPlace] >> 1;
    }

    /** Place of the card's first change, below zero for none. */
    int find(long number) {
        int place = Arrays.binarySearch(card, 0, size, number);
        while (place > 0 && card[place - 1] == number) {
            place--;
        }
        return place;
    }
}
