package cn.haihe.routing.hierarchy;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * Puts costs into a hierarchy: every link gets the cost of the cheapest way over lower ranks. Links to higher ranks of
 * different subtrees don't touch each other, so subtrees are customised in parallel, and the few separators above them
 * after that. One customiser may fill one metric at a time.
 */
public final class Customiser {
    /** Of the arcs: beyond it the ranks that must be done again are most of the dear ones ({@code ops/bench/routing.sh}). */
    private static final double LITTLE = 0.002;

    private final Hierarchy hierarchy;
    private final Separators separators;
    private final Triangles triangles;
    private final BaseCosts baseCosts;

    public Customiser(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        separators = Separators.of(hierarchy);
        triangles = new Triangles(hierarchy);
        baseCosts = new BaseCosts(hierarchy);
    }

    /** On the calling thread. */
    public void customise(Metric metric, Costs costs) {
        reset(metric, costs);
        triangles.relaxAll(metric.linkMillis);
    }

    /** On the threads of a pool. */
    public void customise(Metric metric, Costs costs, ForkJoinPool pool) {
        reset(metric, costs);
        pool.invoke(separators.task(triangles, metric.linkMillis));
    }

    /** Whether so few costs differ from those that the metric holds that {@link #customiseChanged} pays. */
    public boolean isLittleChanged(Metric metric, Costs costs) {
        int allowed = (int) (LITTLE * costs.arcMillis().length);
        return allowed >= differences(metric.costs.arcMillis(), costs.arcMillis(), allowed)
                && allowed >= differences(metric.costs.turnMillis(), costs.turnMillis(), allowed);
    }

    private static int differences(int[] one, int[] other, int enough) {
        int count = 0;
        for (int at = Arrays.mismatch(one, other); at >= 0 && at < one.length && count <= enough; at++) {
            count += one[at] == other[at] ? 0 : 1;
        }
        return count;
    }

    /**
     * Only what other costs than those that the metric holds change. As good as a full customisation, and faster where
     * few costs changed.
     *
     * @return how many ranks had to be done again
     */
    public int customiseChanged(Metric metric, Costs costs) {
        boolean[] isStale = staleRanks(metric, costs);
        copy(costs, metric.costs);
        return triangles.relaxStale(metric.linkMillis, isStale, baseCosts, metric.costs);
    }

    /**
     * Closes the links that no shortest way needs, since a way over higher ranks is cheaper (perfect customisation).
     * Searches become faster; worth it for costs that stay. The metric can't be customised by change after it.
     *
     * @return how many of the links' directions are left
     */
    public int prune(Metric metric) {
        return triangles.prune(metric.linkMillis);
    }

    private void reset(Metric metric, Costs costs) {
        copy(costs, metric.costs);
        Arrays.fill(metric.linkMillis, Costs.CLOSED);
        TurnGraph graph = hierarchy.graph();
        int[] side = hierarchy.sideOfTurn;
        for (int arc = 0; arc < graph.arcCount(); arc++) {
            int end = graph.endTurn(arc);
            for (int turn = graph.firstTurn(arc); turn < end; turn++) {
                int cost = metric.costs.through(arc, turn);
                if (cost < metric.linkMillis[side[turn]]) {
                    metric.linkMillis[side[turn]] = cost;
                }
            }
        }
    }

    private boolean[] staleRanks(Metric metric, Costs costs) {
        TurnGraph graph = hierarchy.graph();
        boolean[] isStale = new boolean[graph.arcCount()];
        for (int arc = 0; arc < graph.arcCount(); arc++) {
            for (int turn = graph.firstTurn(arc); turn < graph.endTurn(arc); turn++) {
                if (costs.through(arc, turn) != metric.costs.through(arc, turn)) {
                    isStale[hierarchy.upTail[hierarchy.sideOfTurn[turn] / 2]] = true;
                }
            }
        }
        return isStale;
    }

    private static void copy(Costs from, Costs to) {
        System.arraycopy(from.arcMillis(), 0, to.arcMillis(), 0, to.arcMillis().length);
        System.arraycopy(from.turnMillis(), 0, to.turnMillis(), 0, to.turnMillis().length);
    }
}
