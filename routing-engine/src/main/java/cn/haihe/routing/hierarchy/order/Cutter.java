package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * Cuts a connected cell by few edges into two sides of about one size: inertial flow (Schild and Sommer, "On Balanced
 * Separators in Road Networks", 2015) starts it, and piercing (Hamann and Strasser, "Graph Bisection with Pareto
 * Optimization", 2018) lets the cut move on to where a better balance is worth its price.
 */
final class Cutter {
    private static final double ENDS = 0.2;
    private static final int DIRECTIONS = 8;

    private final Cell cell;
    private final EdgeFlow flow;
    private final Reach fromSources;
    private final Reach toSinks;
    private final long[] byProjection;
    private final int[] rank;
    private final int[] reverseRank;
    private final int[] part;
    private int bestSmaller;
    private int bestSize;
    private double bestCost = Double.POSITIVE_INFINITY;

    Cutter(Cell cell) {
        this.cell = cell;
        flow = new EdgeFlow(cell);
        fromSources = new Reach(cell, flow, EdgeFlow.SOURCE);
        toSinks = new Reach(cell, flow, EdgeFlow.SINK);
        int nodes = cell.nodes();
        byProjection = new long[nodes];
        rank = new int[nodes];
        reverseRank = new int[nodes];
        part = new int[nodes];
    }

    /** @param turn by how much of the angle between two directions the first is turned */
    Cut cut(double turn) {
        for (int i = 0; i < DIRECTIONS; i++) {
            double angle = Math.PI * (i + turn) / DIRECTIONS;
            tryDirection(Math.cos(angle), Math.sin(angle));
        }
        return new Cut(part, bestSmaller, bestSize);
    }

    private void tryDirection(double dx, double dy) {
        int nodes = cell.nodes();
        sort(dx, dy);
        flow.clear();
        int ends = Math.max(1, (int) (ENDS * nodes));
        for (int i = 0; i < ends; i++) {
            flow.addSource((int) byProjection[i]);
            flow.addSink((int) byProjection[nodes - 1 - i]);
        }
        boolean more = refresh();
        while (more) {
            Reach smaller = fromSources.size() <= toSinks.size() ? fromSources : toSinks;
            Reach larger = smaller == fromSources ? toSinks : fromSources;
            smaller.settle();
            int next = smaller.findNext(larger, smaller == fromSources ? rank : reverseRank);
            if (next < 0) {
                record();
                return;
            }
            boolean isFree = !larger.contains(next);
            if (!isFree) {
                record();
            }
            smaller.include(next);
            if (!isFree) {
                more = refresh();
            }
        }
    }

    /** Brings the flow to its maximum; false where no cut of that size could be better than the best so far. */
    private boolean refresh() {
        double limit = bestCost * (cell.nodes() / 2);
        if (!flow.maximise(limit >= Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) Math.ceil(limit) - 1)) {
            return false;
        }
        fromSources.restart();
        toSinks.restart();
        return true;
    }

    private void record() {
        int nodes = cell.nodes();
        int atSources = Math.min(fromSources.size(), nodes - fromSources.size());
        int atSinks = Math.min(toSinks.size(), nodes - toSinks.size());
        int smaller = Math.max(atSources, atSinks);
        double cost = (double) flow.value() / smaller;
        if (cost < bestCost || (cost == bestCost && smaller > bestSmaller)) {
            bestCost = cost;
            bestSmaller = smaller;
            bestSize = flow.value();
            Reach reach = atSources >= atSinks ? fromSources : toSinks;
            int inside = reach == fromSources ? 0 : 1;
            for (int v = 0; v < nodes; v++) {
                part[v] = reach.contains(v) ? inside : 1 - inside;
            }
        }
    }

    private void sort(double dx, double dy) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < cell.nodes(); v++) {
            double at = dx * cell.x[v] + dy * cell.y[v];
            lowest = Math.min(lowest, at);
            highest = Math.max(highest, at);
        }
        double scale = highest > lowest ? (Integer.MAX_VALUE - 1) / (highest - lowest) : 0;
        for (int v = 0; v < cell.nodes(); v++) {
            double at = dx * cell.x[v] + dy * cell.y[v];
            byProjection[v] = (long) ((at - lowest) * scale) << 32 | v;
        }
        Arrays.sort(byProjection);
        for (int i = 0; i < byProjection.length; i++) {
            int v = (int) byProjection[i];
            rank[v] = i;
            reverseRank[v] = -i;
        }
    }
}
