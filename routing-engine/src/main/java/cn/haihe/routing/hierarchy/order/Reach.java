package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * What one side can still reach under a flow that is at its maximum: the nodes that the sources lead to over open
 * links, or those that lead to the sinks. The edges at its rim are a smallest cut.
 */
final class Reach {
    private final Cell cell;
    private final EdgeFlow flow;
    private final byte side;
    private final boolean[] contains;
    private final int[] nodes;
    private int size;
    private int settled;
    private int spread;
    /** Places of links from a node inside to one that was outside when the link was met. */
    private int[] rim = new int[64];

    private int rimSize;

    Reach(Cell cell, EdgeFlow flow, byte side) {
        this.cell = cell;
        this.flow = flow;
        this.side = side;
        contains = new boolean[cell.nodes()];
        nodes = new int[cell.nodes()];
    }

    void restart() {
        Arrays.fill(contains, false);
        size = 0;
        settled = 0;
        spread = 0;
        rimSize = 0;
        for (int v = 0; v < contains.length; v++) {
            if (flow.terminal(v) == side) {
                add(v);
            }
        }
        spread();
    }

    /** Takes one more node, and what follows from it. */
    void include(int node) {
        settle();
        add(node);
        mark(node);
        spread();
    }

    /** Makes every node reached so far a source or a sink. */
    void settle() {
        for (; settled < size; settled++) {
            mark(nodes[settled]);
        }
    }

    int size() {
        return size;
    }

    boolean contains(int node) {
        return contains[node];
    }

    /**
     * The node just outside to take next, or -1: one that leaves the size of the cut as it is if there is one, and of
     * several the one nearest to this side's end of the projection.
     */
    int findNext(Reach opposite, int[] position) {
        byte opposed = side == EdgeFlow.SOURCE ? EdgeFlow.SINK : EdgeFlow.SOURCE;
        int best = -1;
        boolean bestIsFree = false;
        int kept = 0;
        for (int i = 0; i < rimSize; i++) {
            int node = cell.across[rim[i]];
            if (contains[node]) {
                continue;
            }
            rim[kept++] = rim[i];
            if (flow.terminal(node) == opposed) {
                continue;
            }
            boolean isFree = !opposite.contains(node);
            if (best < 0
                    || (isFree && !bestIsFree)
                    || (isFree == bestIsFree && isBefore(position[node], position[best]))) {
                best = node;
                bestIsFree = isFree;
            }
        }
        rimSize = kept;
        return best;
    }

    private boolean isBefore(int position, int other) {
        return side == EdgeFlow.SOURCE ? position < other : position > other;
    }

    private void add(int node) {
        contains[node] = true;
        nodes[size++] = node;
    }

    private void mark(int node) {
        if (flow.terminal(node) != side) {
            if (side == EdgeFlow.SOURCE) {
                flow.addSource(node);
            } else {
                flow.addSink(node);
            }
        }
    }

    private void spread() {
        while (spread < size) {
            int v = nodes[spread++];
            for (int i = cell.first[v]; i < cell.first[v + 1]; i++) {
                int w = cell.across[i];
                if (!contains[w]) {
                    int link = side == EdgeFlow.SOURCE ? cell.link[i] : cell.link[i] ^ 1;
                    if (flow.isOpen(link)) {
                        add(w);
                    } else {
                        addToRim(i);
                    }
                }
            }
        }
    }

    private void addToRim(int place) {
        if (rimSize == rim.length) {
            rim = Arrays.copyOf(rim, 2 * rimSize);
        }
        rim[rimSize++] = place;
    }
}
