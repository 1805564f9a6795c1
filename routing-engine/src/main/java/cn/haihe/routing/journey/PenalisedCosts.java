package cn.haihe.routing.journey;

import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.search.TimedCosts;
import java.util.BitSet;

/**
 * The costs of a journey that would rather not take some arcs again. What it adds to an arc is the same at all times, so
 * that who enters later still never leaves earlier.
 */
public final class PenalisedCosts implements TimedCosts {
    private final TimedCosts costs;
    private final Metric lowerBound;
    private final BitSet arcs;
    private final double factor;

    /** @param factor of the least that an arc can take, added to each of these arcs */
    public PenalisedCosts(TimedCosts costs, Metric lowerBound, BitSet arcs, double factor) {
        this.costs = costs;
        this.lowerBound = lowerBound;
        this.arcs = arcs;
        this.factor = factor;
    }

    @Override
    public int millis(int arc, double share, long enterMillis) {
        return added(arc, share, costs.millis(arc, share, enterMillis));
    }

    @Override
    public int millisBefore(int arc, double share, long leaveMillis) {
        int penalty = added(arc, share, 0);
        return added(arc, share, costs.millisBefore(arc, share, leaveMillis - penalty));
    }

    private int added(int arc, double share, int millis) {
        return millis == CLOSED || !arcs.get(arc)
                ? millis
                : millis + (int) (factor * share * lowerBound.arcMillis(arc));
    }

    @Override
    public int turnMillis(int turn) {
        return costs.turnMillis(turn);
    }
}
