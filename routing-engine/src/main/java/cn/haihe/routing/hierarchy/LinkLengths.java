package cn.haihe.routing.hierarchy;

import java.util.function.IntUnaryOperator;

/**
 * How long the ways behind the links of a metric are. Found by taking a link apart as a way is unpacked, and
 * remembered, so that many questions of one metric share the work. For one thread; of no use once the metric is
 * customised anew.
 */
public final class LinkLengths {
    private final Hierarchy hierarchy;
    private final Metric metric;
    private final IntUnaryOperator lengthOfArc;
    /** One more than the length, 0 where it is not known yet. */
    private final int[] oneMore;

    /** @param lengthOfArc in any unit, 0 or more; the sums over a way must fit into an int */
    public LinkLengths(Metric metric, IntUnaryOperator lengthOfArc) {
        this.metric = metric;
        this.lengthOfArc = lengthOfArc;
        hierarchy = metric.hierarchy();
        oneMore = new int[2 * hierarchy.linkCount()];
    }

    /** Of the arcs from the lower end of an open link up to, but not with, the higher one. */
    public int up(int link) {
        return of(Hierarchy.up(link));
    }

    /** Of the arcs from the higher end of an open link down to, but not with, the lower one. */
    public int down(int link) {
        return of(Hierarchy.down(link));
    }

    /** Halves lie between lower ranks, so this ends; as deep as the elimination tree is high. */
    private int of(int side) {
        if (oneMore[side] != 0) {
            return oneMore[side] - 1;
        }
        int link = side / 2;
        boolean isUp = side % 2 == 0;
        int from = isUp ? hierarchy.upTail[link] : hierarchy.upHead[link];
        int to = isUp ? hierarchy.upHead[link] : hierarchy.upTail[link];
        int cost = metric.linkMillis[side];
        int arc = hierarchy.arcAt(from);
        int turn = hierarchy.graph().turnBetween(arc, hierarchy.arcAt(to));
        int length = turn != -1 && metric.costs.through(arc, turn) == cost
                ? lengthOfArc.applyAsInt(arc)
                : ofHalves(Halves.find(metric, from, to, cost));
        oneMore[side] = length + 1;
        return length;
    }

    private int ofHalves(long halves) {
        return of(Halves.first(halves)) + of(Halves.second(halves));
    }
}
