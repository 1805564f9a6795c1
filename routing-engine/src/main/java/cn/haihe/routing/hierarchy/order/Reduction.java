package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * A network without its loops and dead ends, and with every chain of edges between two junctions as one edge. What is
 * left out is contracted first, which adds nothing to the rest of the hierarchy.
 */
final class Reduction {
    private final Cell network;
    /** By how many links a node still hangs together with others. */
    private final int[] degree;

    private final boolean[] isGone;
    private final int[] first;
    private int firstCount;
    /** One link of each chain, in place of all. */
    private final int[] kept;

    private final int[] keptTail;
    private final int[] keptHead;
    private int keptCount;
    private int[] chain = new int[64];

    Reduction(Cell network) {
        this.network = network;
        degree = new int[network.nodes()];
        isGone = new boolean[network.edges()];
        first = new int[network.edges()];
        kept = new int[network.edges()];
        keptTail = new int[network.edges()];
        keptHead = new int[network.edges()];
        for (int v = 0; v < degree.length; v++) {
            degree[v] = network.first[v + 1] - network.first[v];
        }
        takeLoops();
        takeDeadEnds();
        joinChains();
    }

    /** Adds what is contracted before the rest, in that order. */
    void contractedFirst(Arcs arcs) {
        for (int i = 0; i < firstCount; i++) {
            arcs.addBoth(network, first[i]);
        }
    }

    Cell rest() {
        int[] local = new int[network.nodes()];
        Arrays.fill(local, -1);
        double[] x = new double[network.nodes()];
        double[] y = new double[network.nodes()];
        int nodes = 0;
        int[] tail = new int[keptCount];
        int[] head = new int[keptCount];
        int[] direction = new int[keptCount];
        int[] width = new int[keptCount];
        for (int e = 0; e < keptCount; e++) {
            for (int v : new int[] {keptTail[e], keptHead[e]}) {
                if (local[v] < 0) {
                    x[nodes] = network.x[v];
                    y[nodes] = network.y[v];
                    local[v] = nodes++;
                }
            }
            boolean isAlong = (kept[e] & 1) == 0;
            tail[e] = local[isAlong ? keptTail[e] : keptHead[e]];
            head[e] = local[isAlong ? keptHead[e] : keptTail[e]];
            direction[e] = network.direction[kept[e] >> 1];
            width[e] = network.width[kept[e] >> 1];
        }
        return new Cell(Arrays.copyOf(x, nodes), Arrays.copyOf(y, nodes), tail, head, direction, width);
    }

    private void takeLoops() {
        for (int e = 0; e < network.edges(); e++) {
            if (network.tail[e] == network.head[e]) {
                take(e);
            }
        }
    }

    private void takeDeadEnds() {
        for (int end = 0; end < degree.length; end++) {
            int v = end;
            while (degree[v] == 1) {
                int place = lastPlace(v);
                take(network.link[place] >> 1);
                degree[v] = 0;
                v = network.across[place];
                degree[v]--;
            }
        }
    }

    private void take(int edge) {
        isGone[edge] = true;
        first[firstCount++] = edge;
    }

    private int lastPlace(int v) {
        int place = network.first[v];
        while (isGone[network.link[place] >> 1]) {
            place++;
        }
        return place;
    }

    private void joinChains() {
        for (int v = 0; v < degree.length; v++) {
            if (degree[v] > 2) {
                joinChainsAt(v);
            }
        }
        // what is left are circles without a junction
        for (int v = 0; v < degree.length; v++) {
            if (degree[v] == 2) {
                joinChainsAt(v);
            }
        }
    }

    private void joinChainsAt(int junction) {
        for (int i = network.first[junction]; i < network.first[junction + 1]; i++) {
            if (!isGone[network.link[i] >> 1]) {
                join(junction, i);
            }
        }
    }

    private void join(int junction, int firstPlace) {
        int length = 0;
        int place = firstPlace;
        int v = junction;
        do {
            if (length > 0) {
                place = lastPlace(v);
            }
            if (length == chain.length) {
                chain = Arrays.copyOf(chain, 2 * length);
            }
            chain[length++] = network.link[place];
            isGone[network.link[place] >> 1] = true;
            v = network.across[place];
        } while (degree[v] == 2 && v != junction);
        keep(junction, v, length);
    }

    /** Keeps the narrowest of a chain's edges: through it goes what goes through all. */
    private void keep(int tail, int head, int length) {
        int narrowest = 0;
        for (int i = 1; i < length; i++) {
            if (network.width[chain[i] >> 1] < network.width[chain[narrowest] >> 1]) {
                narrowest = i;
            }
        }
        contract(0, narrowest);
        contract(narrowest + 1, length);
        kept[keptCount] = chain[narrowest];
        keptTail[keptCount] = tail;
        keptHead[keptCount++] = head;
    }

    /** Every other edge of a chain first, then every other of those left, so that the elimination tree stays low. */
    private void contract(int from, int end) {
        for (int step = 1; step <= end - from; step *= 2) {
            for (int i = from + step - 1; i < end; i += 2 * step) {
                first[firstCount++] = chain[i] >> 1;
            }
        }
    }
}
