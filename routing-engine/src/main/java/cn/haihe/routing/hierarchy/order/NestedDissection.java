package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * The order in which a customizable contraction hierarchy over turns contracts the edges of a road network: the network
 * is cut in two by few edges, and they come last; so again within each side. An edge cut of the network separates the
 * nodes of its line graph, which is what the hierarchy contracts (Buchhold, Wagner, Zeitz and Zündorf, "Customizable
 * Contraction Hierarchies with Turn Costs", ATMOS 2020).
 */
public final class NestedDissection {
    private NestedDissection() {}

    /** As the other, with one arc on each edge. */
    public static int[] order(int nodeCount, double[] x, double[] y, int[] tail, int[] head, long seed) {
        int[] arcs = new int[tail.length];
        Arrays.fill(arcs, 1);
        return order(nodeCount, x, y, tail, head, arcs, seed);
    }

    /**
     * Orders the edges.
     *
     * @param nodeCount nodes are numbered from 0; the network may have several pieces
     * @param x positions of the nodes, finite, in a unit that is the same on both axes (metres of a local projection)
     * @param y as {@code x}
     * @param tail one end of each edge; loops and parallel edges may occur
     * @param head its other end
     * @param arcs how many arcs lie on each edge, at least 1: what a cut through it adds to the separator. 1 for a
     *     one-way street and 2 for others makes clearly smaller hierarchies than 1 for all
     * @param seed the same seed gives the same order, on any number of threads
     * @return the edges: the first to be contracted stands first, the cut of the whole network last
     * @throws IllegalArgumentException where the arrays don't fit together
     */
    public static int[] order(int nodeCount, double[] x, double[] y, int[] tail, int[] head, int[] arcs, long seed) {
        check(nodeCount, x, y, tail, head, arcs);
        int[] number = new int[tail.length];
        Arrays.setAll(number, e -> e);
        int[] order = new int[tail.length];
        Cell whole = new Cell(Arrays.copyOf(x, nodeCount), Arrays.copyOf(y, nodeCount), tail, head, number, arcs);
        new Dissection(whole, order, 0, seed).invoke();
        return order;
    }

    private static void check(int nodeCount, double[] x, double[] y, int[] tail, int[] head, int[] arcs) {
        if (x.length < nodeCount || y.length < nodeCount) {
            throw new IllegalArgumentException("fewer positions than the " + nodeCount + " nodes");
        }
        if (tail.length != head.length || tail.length != arcs.length) {
            throw new IllegalArgumentException("each edge needs a tail, a head and its arcs");
        }
        for (int v = 0; v < nodeCount; v++) {
            if (!Double.isFinite(x[v]) || !Double.isFinite(y[v])) {
                throw new IllegalArgumentException("node " + v + " has no finite position");
            }
        }
        for (int e = 0; e < tail.length; e++) {
            if (tail[e] < 0 || tail[e] >= nodeCount || head[e] < 0 || head[e] >= nodeCount || arcs[e] < 1) {
                throw new IllegalArgumentException("edge " + e + " has an end that is no node, or no arc");
            }
        }
    }
}
