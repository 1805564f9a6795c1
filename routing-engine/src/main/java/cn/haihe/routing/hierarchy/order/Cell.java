package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * A part of the road network that is still to be cut: an undirected multigraph with positions, nodes numbered from 0.
 * Links are the two ends of an edge: link {@code 2e} leads from its tail to its head, {@code 2e + 1} back.
 */
final class Cell {
    final double[] x;
    final double[] y;
    final int[] tail;
    final int[] head;
    /** Which direction of which edge of the whole network leads from tail to head; it is an arc. */
    final int[] direction;
    /** How many arcs lie on each edge: 2 where the way back is one too. */
    final int[] width;

    /** The links that leave node v are {@code link[first[v]]} to {@code link[first[v + 1] - 1]}; loops are no links. */
    final int[] first;

    final int[] link;
    /** The node that the link at the same place leads to. */
    final int[] across;

    Cell(double[] x, double[] y, int[] tail, int[] head, int[] direction, int[] width) {
        this.x = x;
        this.y = y;
        this.tail = tail;
        this.head = head;
        this.direction = direction;
        this.width = width;
        int nodes = x.length;
        first = new int[nodes + 1];
        for (int e = 0; e < tail.length; e++) {
            if (tail[e] != head[e]) {
                first[tail[e] + 1]++;
                first[head[e] + 1]++;
            }
        }
        for (int v = 0; v < nodes; v++) {
            first[v + 1] += first[v];
        }
        link = new int[first[nodes]];
        across = new int[link.length];
        int[] next = Arrays.copyOf(first, nodes);
        for (int e = 0; e < tail.length; e++) {
            if (tail[e] != head[e]) {
                put(next[tail[e]]++, 2 * e, head[e]);
                put(next[head[e]]++, 2 * e + 1, tail[e]);
            }
        }
    }

    private void put(int place, int linkNumber, int node) {
        link[place] = linkNumber;
        across[place] = node;
    }

    int nodes() {
        return x.length;
    }

    int edges() {
        return tail.length;
    }

    int arcs() {
        int arcs = 0;
        for (int width : this.width) {
            arcs += width;
        }
        return arcs;
    }

    /** The number of the connected piece that each node lies in, counted from 0 in the order of their lowest nodes. */
    int[] pieces() {
        int[] piece = new int[nodes()];
        Arrays.fill(piece, -1);
        int[] queue = new int[nodes()];
        int pieces = 0;
        for (int start = 0; start < nodes(); start++) {
            if (piece[start] >= 0) {
                continue;
            }
            int filled = 0;
            queue[filled++] = start;
            piece[start] = pieces;
            for (int at = 0; at < filled; at++) {
                int v = queue[at];
                for (int i = first[v]; i < first[v + 1]; i++) {
                    if (piece[across[i]] < 0) {
                        piece[across[i]] = pieces;
                        queue[filled++] = across[i];
                    }
                }
            }
            pieces++;
        }
        return piece;
    }

    /** One cell for each part; edges between two parts lie in none. */
    Cell[] split(int[] part, int parts) {
        int[] nodeCount = new int[parts];
        int[] edgeCount = new int[parts];
        int[] local = new int[nodes()];
        for (int v = 0; v < nodes(); v++) {
            local[v] = nodeCount[part[v]]++;
        }
        for (int e = 0; e < edges(); e++) {
            if (part[tail[e]] == part[head[e]]) {
                edgeCount[part[tail[e]]]++;
            }
        }
        double[][] xs = new double[parts][];
        double[][] ys = new double[parts][];
        int[][][] edges = new int[parts][][];
        for (int p = 0; p < parts; p++) {
            xs[p] = new double[nodeCount[p]];
            ys[p] = new double[nodeCount[p]];
            edges[p] = new int[4][edgeCount[p]];
            edgeCount[p] = 0;
        }
        for (int v = 0; v < nodes(); v++) {
            xs[part[v]][local[v]] = x[v];
            ys[part[v]][local[v]] = y[v];
        }
        for (int e = 0; e < edges(); e++) {
            int p = part[tail[e]];
            if (p == part[head[e]]) {
                int at = edgeCount[p]++;
                edges[p][0][at] = local[tail[e]];
                edges[p][1][at] = local[head[e]];
                edges[p][2][at] = direction[e];
                edges[p][3][at] = width[e];
            }
        }
        Cell[] cells = new Cell[parts];
        for (int p = 0; p < parts; p++) {
            cells[p] = new Cell(xs[p], ys[p], edges[p][0], edges[p][1], edges[p][2], edges[p][3]);
        }
        return cells;
    }
}
