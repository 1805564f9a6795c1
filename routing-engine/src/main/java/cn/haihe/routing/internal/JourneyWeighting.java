package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.search.TimedCosts;
import com.carrotsearch.hppc.IntIntHashMap;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeIteratorState;

/**
 * The costs of a {@link Journey.Timed} as GraphHopper asks for them. Before the search: by the moment of the request,
 * which is what snapping and headings need. After it: what each edge of the way took when it was driven, which is what
 * instructions need. For one request.
 */
final class JourneyWeighting implements Weighting {
    private final RoadArcs arcs;
    private final Journey.Timed journey;
    private final double headingPenaltySeconds;
    private final IntIntHashMap millisOfEdge = new IntIntHashMap();

    JourneyWeighting(RoadArcs arcs, Journey.Timed journey, double headingPenaltySeconds) {
        this.arcs = arcs;
        this.journey = journey;
        this.headingPenaltySeconds = headingPenaltySeconds;
    }

    void took(int edge, int millis) {
        millisOfEdge.put(edge, millis);
    }

    double headingPenaltySeconds() {
        return headingPenaltySeconds;
    }

    @Override
    public double calcMinWeightPerDistance() {
        return 0;
    }

    @Override
    public double calcEdgeWeight(EdgeIteratorState edge, boolean reverse) {
        int millis = millisNow(edge, reverse);
        if (millis == TimedCosts.CLOSED) {
            return Double.POSITIVE_INFINITY;
        }
        return millis / 1000.0 + (edge.get(EdgeIteratorState.UNFAVORED_EDGE) ? headingPenaltySeconds : 0);
    }

    @Override
    public long calcEdgeMillis(EdgeIteratorState edge, boolean reverse) {
        return millisOfEdge.containsKey(edge.getEdge()) ? millisOfEdge.get(edge.getEdge()) : millisNow(edge, reverse);
    }

    private int millisNow(EdgeIteratorState edge, boolean reverse) {
        int arc = arcs.arcOf(edge, reverse);
        if (arc == -1) {
            return TimedCosts.CLOSED;
        }
        double share = arcs.metres(arc) == 0 ? 1 : Math.min(1, edge.getDistance() / arcs.metres(arc));
        return journey.costs().millis(arc, share, journey.epochMillis());
    }

    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
        return 0;
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
        return 0;
    }

    @Override
    public boolean hasTurnCosts() {
        return true;
    }

    @Override
    public String getName() {
        return "journey";
    }
}
