package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.Institution;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What is kept of a journey as it was shared on a day.
 *
 * @param shares of its rides, one after the other; none where it is shared no more
 */
record Shared(long card, int firstCounter, long ruleVersion, List<Share> shares) {
    Shared {
        shares = List.copyOf(shares);
    }

    /** Of one ride. */
    record Share(int counter, Institution acquirer, long paidFen, long fullFen, long shareFen) {}

    /** The same journey, shared no more. */
    Shared undone() {
        return new Shared(card, firstCounter, ruleVersion, List.of());
    }

    boolean contains(int counter) {
        return counter >= firstCounter && counter < firstCounter + shares.size();
    }

    long sumFen(ToLongFunction<Share> fen) {
        return shares.stream().mapToLong(fen).reduce(0, Math::addExact);
    }

    /** What each institution gets by the shares beyond what was paid at its own gates; together nothing. */
    TreeMap<Institution, Long> adjustmentsFen() {
        TreeMap<Institution, Long> fen = new TreeMap<>();
        for (Share one : shares) {
            fen.merge(one.acquirer(), one.shareFen() - one.paidFen(), Math::addExact);
        }
        return fen;
    }
}
