package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/** Turns the links of a way back into the arcs below them. */
final class Unpacker {
    private final Hierarchy hierarchy;
    private Metric metric;
    private int[] ranks = new int[256];
    private int rankCount;
    private int[] sides = new int[64];

    Unpacker(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    void begin(Metric of) {
        metric = of;
        rankCount = 0;
    }

    void addUp(int link) {
        unpack(Hierarchy.up(link));
    }

    void addDown(int link) {
        unpack(Hierarchy.down(link));
    }

    /** The way's ranks, with its first one in front. */
    int[] ranksFrom(int first) {
        int[] whole = new int[rankCount + 1];
        whole[0] = first;
        System.arraycopy(ranks, 0, whole, 1, rankCount);
        return whole;
    }

    /** Appends the ranks that a side of a link leads over, without the first. */
    private void unpack(int side) {
        int depth = 0;
        sides[depth++] = side;
        while (depth > 0) {
            int next = sides[--depth];
            int link = next / 2;
            boolean isUp = next % 2 == 0;
            int low = hierarchy.upTail[link];
            int high = hierarchy.upHead[link];
            int from = isUp ? low : high;
            int to = isUp ? high : low;
            int cost = metric.linkMillis[next];
            if (isTurn(from, to, cost)) {
                append(to);
                continue;
            }
            if (depth + 2 > sides.length) {
                sides = Arrays.copyOf(sides, 2 * sides.length);
            }
            long halves = Halves.find(metric, from, to, cost);
            sides[depth++] = Halves.second(halves);
            sides[depth++] = Halves.first(halves);
        }
    }

    private boolean isTurn(int from, int to, int cost) {
        TurnGraph graph = hierarchy.graph();
        int arc = hierarchy.arcAt(from);
        int turn = graph.turnBetween(arc, hierarchy.arcAt(to));
        return turn != -1 && metric.costs.through(arc, turn) == cost;
    }

    private void append(int rank) {
        if (rankCount == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * rankCount);
        }
        ranks[rankCount++] = rank;
    }
}
