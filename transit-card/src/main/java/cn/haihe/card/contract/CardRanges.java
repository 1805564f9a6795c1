package cn.haihe.card.contract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The card prefixes of {@link Participants}, for millions of look-ups a second; the longest that fits decides. */
public final class CardRanges {
    public static final int NONE = -1;
    private static final int CARD_DIGITS = 19;

    private final OfOneLength[] longestFirst;

    /** @param institutions in the order of the places that {@link #issuerOf} answers */
    public CardRanges(Participants participants, List<Institution> institutions) {
        Map<Integer, TreeMap<Long, Integer>> byLength = new TreeMap<>(Comparator.reverseOrder());
        participants
                .cardPrefixes()
                .forEach((prefix, issuer) -> byLength.computeIfAbsent(prefix.length(), length -> new TreeMap<>())
                        .put(Long.parseLong(prefix), institutions.indexOf(issuer)));
        longestFirst = byLength.entrySet().stream()
                .map(entry -> new OfOneLength(
                        (long) Math.pow(10, CARD_DIGITS - entry.getKey()),
                        entry.getValue().keySet().stream()
                                .mapToLong(Long::longValue)
                                .toArray(),
                        entry.getValue().values().stream()
                                .mapToInt(Integer::intValue)
                                .toArray()))
                .toArray(OfOneLength[]::new);
    }

    /** @return place of the institution, {@link #NONE} where the card is of no range that takes part */
    public int issuerOf(long card) {
        for (OfOneLength ranges : longestFirst) {
            int found = Arrays.binarySearch(ranges.prefixes, card / ranges.divisor);
            if (found >= 0) {
                return ranges.issuers[found];
            }
        }
        return NONE;
    }

    private record OfOneLength(long divisor, long[] prefixes, int[] issuers) {}
}
