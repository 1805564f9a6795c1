package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who gives whom how much as journeys are shared, added up over any number of them. */
final class Moves {
    private final TreeMap<Pair, Long> fen = new TreeMap<>();

    private record Pair(Institution giver, Institution taker) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byGiver = giver.compareTo(other.giver);
            return byGiver != 0 ? byGiver : taker.compareTo(other.taker);
        }
    }

    /**
     * Adds what one journey moves: from what was shared before to what is shared now, each by institution and together
     * nothing. Givers and takers in the order of their codes.
     */
    void add(Map<Institution, Long> beforeFen, Map<Institution, Long> nowFen) {
        TreeMap<Institution, Long> left = new TreeMap<>(nowFen);
        beforeFen.forEach((institution, before) -> left.merge(institution, -before, Math::addExact));
        for (Institution giver : left.keySet()) {
            for (Institution taker : left.keySet()) {
                long moved = Math.min(-left.get(giver), left.get(taker));
                if (moved > 0) {
                    left.merge(giver, moved, Math::addExact);
                    left.merge(taker, -moved, Math::addExact);
                    fen.merge(new Pair(giver, taker), moved, Math::addExact);
                }
            }
        }
    }

    /** Empty where nothing moves. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        fen.forEach((pair, moved) -> {
            entries.add(new Entry(pair.giver(), AccountKind.TRANSFER_COST, pair.taker(), -moved));
            entries.add(new Entry(pair.taker(), AccountKind.TRANSFER_SHARE, pair.giver(), moved));
        });
        return entries;
    }
}
