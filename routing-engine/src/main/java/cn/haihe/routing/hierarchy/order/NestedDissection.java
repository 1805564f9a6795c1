package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * The order in which a customizable contraction hierarchy over turns contracts the arcs of a road network: the network
 * is cut in two by few arcs, and they come last; so again within each side. An edge cut of the network separates the
 * nodes of its line graph, which is what the hierarchy contracts (Buchhold, Wagner, Zeitz and Zündorf, "Customizable
 * Contraction Hierarchies with Turn Costs", ATMOS 2020).
 *
 * <p>Two things make the hierarchy smaller at no price. A two-way street counts twice in a cut. And of the arcs of one
 * cut, all that lead over it in one direction come before those that lead back: whole blocks of links between them then
 * lead only one way, so that a customisation that pairs just the links that ever lead into an arc with those that lead
 * out of it has a third of the pairs to look at.
 */
public final class NestedDissection {
    private NestedDissection() {}

    /**
     * Orders the directions of edges. Direction {@code 2 * e} of edge {@code e} leads from its tail to its head,
     * {@code 2 * e + 1} back.
     *
     * @param nodeCount nodes are numbered from 0; the network may have several pieces
     * @param x positions of the nodes, finite, in a unit that is the same on both axes (metres of a local projection)
     * @param y as {@code x}
     * @param tail one end of each edge; loops and parallel edges may occur
     * @param head its other end
     * @param isArc whether each direction is an arc of the hierarchy, by {@code 2 * e} and {@code 2 * e + 1}
     * @param seed the same seed gives the same order, on any number of threads
     * @return the directions that are arcs: the first to be contracted stands first, the cut of the whole network last
     * @throws IllegalArgumentException where the arrays don't fit together
     */
    public static int[] order(
            int nodeCount, double[] x, double[] y, int[] tail, int[] head, boolean[] isArc, long seed) {
        check(nodeCount, x, y, tail, head, isArc);
        Cell network = network(nodeCount, x, y, tail, head, isArc);
        int[] order = new int[network.arcs()];
        Reduction reduction = new Reduction(network);
        Arcs contractedFirst = new Arcs(order, 0);
        reduction.contractedFirst(contractedFirst);
        new Dissection(reduction.rest(), order, contractedFirst.end(), seed).invoke();
        return order;
    }

    /** The edges with at least one arc, one-way streets turned into their direction. */
    private static Cell network(int nodeCount, double[] x, double[] y, int[] tail, int[] head, boolean[] isArc) {
        int[] from = new int[tail.length];
        int[] to = new int[tail.length];
        int[] direction = new int[tail.length];
        int[] arcs = new int[tail.length];
        int edges = 0;
        for (int e = 0; e < tail.length; e++) {
            if (isArc[2 * e] || isArc[2 * e + 1]) {
                from[edges] = isArc[2 * e] ? tail[e] : head[e];
                to[edges] = isArc[2 * e] ? head[e] : tail[e];
                direction[edges] = isArc[2 * e] ? 2 * e : 2 * e + 1;
                arcs[edges++] = isArc[2 * e] && isArc[2 * e + 1] ? 2 : 1;
            }
        }
        return new Cell(
                Arrays.copyOf(x, nodeCount),
                Arrays.copyOf(y, nodeCount),
                Arrays.copyOf(from, edges),
                Arrays.copyOf(to, edges),
                Arrays.copyOf(direction, edges),
                Arrays.copyOf(arcs, edges));
    }

    private static void check(int nodeCount, double[] x, double[] y, int[] tail, int[] head, boolean[] isArc) {
        if (nodeCount < 0 || x.length < nodeCount || y.length < nodeCount) {
            throw new IllegalArgumentException("fewer positions than the " + nodeCount + " nodes");
        }
        if (tail.length != head.length || 2L * tail.length != isArc.length) {
            throw new IllegalArgumentException("each edge needs a tail, a head and two directions");
        }
        for (int v = 0; v < nodeCount; v++) {
            if (!Double.isFinite(x[v]) || !Double.isFinite(y[v])) {
                throw new IllegalArgumentException("node " + v + " has no finite position");
            }
        }
        for (int e = 0; e < tail.length; e++) {
            if (tail[e] < 0 || tail[e] >= nodeCount || head[e] < 0 || head[e] >= nodeCount) {
                throw new IllegalArgumentException("edge " + e + " has an end that is no node");
            }
        }
    }
}
