package cn.haihe.routing.hierarchy.order;

/**
 * Cuts a connected cell by few arcs into two sides of about one size: inertial flow (Schild and Sommer, "On Balanced
 * Separators in Road Networks", 2015) starts it, and piercing (Hamann and Strasser, "Graph Bisection with Pareto
 * Optimization", 2018) lets the cut move on to where a better balance is worth its price. The figures below gave the
 * fewest triangles over the streets of Porto.
 */
final class Cutter {
    /** The share of the nodes at either end of a projection that surely lie on different sides. */
    private static final double ENDS = 0.15;

    private static final int DIRECTIONS = 8;
    /** By how much more a cut counts than the size of the side that it cuts off. */
    private static final double WEIGHT_OF_CUT = 1.2;

    private final Cell cell;
    private final EdgeFlow flow;
    private final Reach fromSources;
    private final Reach toSinks;
    private final Projection projection;
    private final int[] part;
    private int bestSmaller;
    private double bestCost = Double.POSITIVE_INFINITY;

    Cutter(Cell cell) {
        this.cell = cell;
        flow = new EdgeFlow(cell);
        fromSources = new Reach(cell, flow, EdgeFlow.SOURCE);
        toSinks = new Reach(cell, flow, EdgeFlow.SINK);
        projection = new Projection(cell);
        part = new int[cell.nodes()];
    }

    /**
     * @param turn from 0 to 1, by how much of the angle between two directions the first is turned
     * @return 0 or 1 for each node; neither side is empty
     */
    int[] cut(double turn) {
        for (int i = 0; i < DIRECTIONS; i++) {
            tryDirection(Math.PI * (i + turn) / DIRECTIONS);
        }
        return part;
    }

    private void tryDirection(double angle) {
        int nodes = cell.nodes();
        int ends = Math.max(1, (int) (ENDS * nodes));
        projection.turnTo(angle, ends);
        flow.clear();
        for (int i = 0; i < ends; i++) {
            flow.addSource(projection.nodeAt(i));
            flow.addSink(projection.nodeAt(nodes - 1 - i));
        }
        boolean goesOn = refresh();
        while (goesOn) {
            Reach smaller = fromSources.size() <= toSinks.size() ? fromSources : toSinks;
            Reach larger = smaller == fromSources ? toSinks : fromSources;
            smaller.settle();
            int next = smaller.findNext(larger, projection.position());
            if (next >= 0 && !larger.contains(next)) {
                smaller.include(next);
                continue;
            }
            record();
            if (next < 0) {
                return;
            }
            smaller.include(next);
            goesOn = refresh();
        }
    }

    /** Brings the flow to its maximum; false where no cut of that size could be better than the best so far. */
    private boolean refresh() {
        double limit = Math.pow(bestCost * (cell.nodes() / 2), 1 / WEIGHT_OF_CUT);
        if (!flow.maximise((int) limit)) {
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
        double cost = Math.pow(flow.value(), WEIGHT_OF_CUT) / smaller;
        if (cost < bestCost || (cost == bestCost && smaller > bestSmaller)) {
            bestCost = cost;
            bestSmaller = smaller;
            Reach reach = atSources >= atSinks ? fromSources : toSinks;
            int inside = reach == fromSources ? 0 : 1;
            for (int v = 0; v < nodes; v++) {
                part[v] = reach.contains(v) ? inside : 1 - inside;
            }
        }
    }
}
