package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who gives whom how much, so that each has what it is to get beyond what it has. */
final class Moves {
    private final TreeMap<Pair, Long> fen = new TreeMap<>();

    private record Pair(Institution giver, Institution taker) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byGiver = giver.compareTo(other.giver);
            return byGiver != 0 ? byGiver : taker.compareTo(other.taker);
        }
    }

    /** Adds moves that make these adjustments, which sum to zero; givers and takers in the order of their codes. */
    Moves plus(Map<Institution, Long> adjustmentsFen) {
        return add(new TreeMap<>(adjustmentsFen), 1);
    }

    /** Takes back moves that made these. */
    Moves minus(Map<Institution, Long> adjustmentsFen) {
        return add(new TreeMap<>(adjustmentsFen), -1);
    }

    private Moves add(TreeMap<Institution, Long> left, int sign) {
        for (Institution giver : left.keySet()) {
            for (Institution taker : left.keySet()) {
                long moved = Math.min(-left.get(giver), left.get(taker));
                if (moved > 0) {
                    left.merge(giver, moved, Math::addExact);
                    left.merge(taker, -moved, Math::addExact);
                    boolean inOrder = giver.compareTo(taker) < 0;
                    Pair pair = inOrder ? new Pair(giver, taker) : new Pair(taker, giver);
                    fen.merge(pair, inOrder ? sign * moved : -sign * moved, Math::addExact);
                }
            }
        }
        return this;
    }

    /** Empty where nothing is left to be moved. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        fen.forEach((pair, moved) -> {
            Institution giver = moved > 0 ? pair.giver() : pair.taker();
            Institution taker = moved > 0 ? pair.taker() : pair.giver();
            if (moved != 0) {
                entries.add(new Entry(giver, AccountKind.TRANSFER_COST, taker, -Math.abs(moved)));
                entries.add(new Entry(taker, AccountKind.TRANSFER_SHARE, giver, Math.abs(moved)));
            }
        });
        return entries;
    }
}
