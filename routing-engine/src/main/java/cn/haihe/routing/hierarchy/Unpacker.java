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
            depth = pushHalves(depth, from, to, cost);
        }
    }

    private boolean isTurn(int from, int to, int cost) {
        TurnGraph graph = hierarchy.graph();
        int arc = hierarchy.arcAt(from);
        int turn = graph.turnBetween(arc, hierarchy.arcAt(to));
        return turn != -1 && metric.costs.through(arc, turn) == cost;
    }

    /** Finds the lower triangle that the cost came from; the half driven first lies on top. */
    private int pushHalves(int depth, int from, int to, int cost) {
        int[] downLink = hierarchy.downLink;
        int[] upTail = hierarchy.upTail;
        int atFrom = hierarchy.firstDown[from];
        int atTo = hierarchy.firstDown[to];
        int endFrom = hierarchy.firstDown[from + 1];
        int endTo = hierarchy.firstDown[to + 1];
        while (atFrom < endFrom && atTo < endTo) {
            int viaFrom = downLink[atFrom];
            int viaTo = downLink[atTo];
            if (upTail[viaFrom] < upTail[viaTo]) {
                atFrom++;
            } else if (upTail[viaFrom] > upTail[viaTo]) {
                atTo++;
            } else {
                int first = Hierarchy.down(viaFrom);
                int second = Hierarchy.up(viaTo);
                if (metric.linkMillis[first] + metric.linkMillis[second] == cost) {
                    sides[depth++] = second;
                    sides[depth++] = first;
                    return depth;
                }
                atFrom++;
                atTo++;
            }
        }
        throw new IllegalStateException("a link without a turn or triangle: the metric was changed while in use");
    }

    private void append(int rank) {
        if (rankCount == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * rankCount);
        }
        ranks[rankCount++] = rank;
    }
}
