package cn.haihe.card.contract;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Card ranges, for millions of look-ups a second; the narrowest that a card is in decides. */
public final class CardRanges {
    public static final int NONE = -1;

    /** Where another place begins to hold. */
    private final long[] from;

    private final int[] place;

    /**
     * @param institutions in the order of the places that {@link #issuerOf} answers
     * @throws IllegalArgumentException where two ranges cross
     */
    public CardRanges(Collection<CardRange> ranges, List<Institution> institutions) {
        NavigableMap<Long, Integer> changes = new TreeMap<>();
        Deque<CardRange> around = new ArrayDeque<>();
        ranges.stream()
                .sorted(Comparator.comparingLong(CardRange::first)
                        .thenComparing(Comparator.comparingLong(CardRange::last).reversed()))
                .forEach(range -> {
                    leave(around, range.first(), changes, institutions);
                    if (!around.isEmpty() && around.peek().crosses(range)) {
                        throw new IllegalArgumentException(
                                range.subject() + " crosses " + around.peek().subject());
                    }
                    changes.put(range.first(), institutions.indexOf(range.issuer()));
                    around.push(range);
                });
        leave(around, Long.MAX_VALUE, changes, institutions);
        from = changes.keySet().stream().mapToLong(Long::longValue).toArray();
        place = changes.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private static void leave(
            Deque<CardRange> around, long before, NavigableMap<Long, Integer> changes, List<Institution> institutions) {
        while (!around.isEmpty() && around.peek().last() < before) {
            long end = around.pop().last();
            changes.put(
                    end + 1,
                    around.isEmpty() ? NONE : institutions.indexOf(around.peek().issuer()));
        }
    }

    /** @return place of the institution, {@link #NONE} where the card is of no range that takes part */
    public int issuerOf(long card) {
        int found = Arrays.binarySearch(from, card);
        int before = found >= 0 ? found : -found - 2;
        return before < 0 ? NONE : place[before];
    }
}
