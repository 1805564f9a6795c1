package cn.haihe.card.blacklist;

import java.util.Arrays;

/**
 * Which cards were blacklisted when, for millions of look-ups a second. Immutable.
 *
 * <p>Columns of spells, ascending by card and beginning; the end of one that lasts is {@link Long#MAX_VALUE}.
 */
public final class ListedCards {
    public static final ListedCards NONE = new ListedCards(new long[0], new long[0], new long[0]);

    private final long[] card;
    private final long[] fromSecond;
    private final long[] untilSecond;

    ListedCards(long[] card, long[] fromSecond, long[] untilSecond) {
        this.card = card;
        this.fromSecond = fromSecond;
        this.untilSecond = untilSecond;
    }

    public boolean wasListed(long number, long epochSecond) {
        int found = Arrays.binarySearch(card, number);
        if (found < 0) {
            return false;
        }
        int first = found;
        while (first > 0 && card[first - 1] == number) {
            first--;
        }
        for (int i = first; i < card.length && card[i] == number; i++) {
            if (epochSecond >= fromSecond[i] && epochSecond < untilSecond[i]) {
                return true;
            }
        }
        return false;
    }

    public int spells() {
        return card.length;
    }
}
