package cn.haihe.routing.reach;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.TurnGraph;

/** A metric with the lengths of its arcs, and how points stand in it. */
final class Streets {
    final Metric metric;
    final TurnGraph turns;
    private final int[] arcCentimetres;

    Streets(Metric metric, int[] arcCentimetres) {
        this.metric = metric;
        this.arcCentimetres = arcCentimetres;
        turns = metric.hierarchy().graph();
    }

    int centimetres(int arc) {
        return arcCentimetres[arc];
    }

    boolean isClosed(int arc) {
        return metric.arcMillis(arc) >= Costs.CLOSED;
    }

    int millis(int arc, double share) {
        return (int) Math.round(share * metric.arcMillis(arc));
    }

    int centimetres(int arc, double share) {
        return (int) Math.round(share * arcCentimetres[arc]);
    }

    /**
     * From the end of the arcs that a point lies on: what lies ahead on the same arc is a matter of its own, and what
     * lies behind is come to by going around.
     */
    void setOutFrom(Stand from, Starts starts) {
        starts.clear();
        for (int arc : from.onward()) {
            starts.add(arc, 0, 0);
        }
        if (from.isAtNode()) {
            return;
        }
        for (int i = 0; i < from.arcs().length; i++) {
            int arc = from.arcs()[i];
            if (isClosed(arc)) {
                continue;
            }
            int ahead = millis(arc, 1 - from.shares()[i]);
            int length = centimetres(arc, 1 - from.shares()[i]);
            for (int turn = turns.firstTurn(arc); turn < turns.endTurn(arc); turn++) {
                if (metric.turnMillis(turn) < Costs.CLOSED) {
                    starts.add(turns.headOf(turn), ahead + metric.turnMillis(turn), length);
                }
            }
        }
    }
}
