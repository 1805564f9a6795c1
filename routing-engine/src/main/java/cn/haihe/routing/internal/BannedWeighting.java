package cn.haihe.routing.internal;

import cn.haihe.routing.graph.EdgeKeys;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeIteratorState;

/** Another weighting, but closed where a request keeps out: for walkers and cyclists, whom no hour concerns. */
record BannedWeighting(Weighting plain, Bans bans, int edges) implements Weighting {
    @Override
    public double calcMinWeightPerDistance() {
        return plain.calcMinWeightPerDistance();
    }

    @Override
    public double calcEdgeWeight(EdgeIteratorState edge, boolean reverse) {
        return bans.holdAt(EdgeKeys.keyOf(edge, reverse, edges), 0)
                ? Double.POSITIVE_INFINITY
                : plain.calcEdgeWeight(edge, reverse);
    }

    @Override
    public long calcEdgeMillis(EdgeIteratorState edge, boolean reverse) {
        return plain.calcEdgeMillis(edge, reverse);
    }

    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
        return plain.calcTurnWeight(inEdge, viaNode, outEdge);
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
        return plain.calcTurnMillis(inEdge, viaNode, outEdge);
    }

    @Override
    public boolean hasTurnCosts() {
        return plain.hasTurnCosts();
    }

    @Override
    public String getName() {
        return "banned";
    }
}
