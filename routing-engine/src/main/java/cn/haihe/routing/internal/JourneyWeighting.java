package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.live.DelayedTurns;
import cn.haihe.routing.search.TimedCosts;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeIteratorState;
import java.util.HashMap;
import java.util.Map;

/**
 * The costs of a {@link Journey.Timed} as GraphHopper asks for them. Before the search: by the moment of the request,
 * which is what snapping and headings need. After it: what each edge of the way took when it was driven, which is what
 * instructions need. For one request.
 */
final class JourneyWeighting implements Weighting {
    private final RoadArcs arcs;
    private final Journey.Timed journey;
    private final double headingPenaltySeconds;
    private final TurnCostProvider turns;
    private final Map<Integer, Drive> drives = new HashMap<>();

    /**
     * Over one edge of the way.
     *
     * @param times that the way goes over it, more than once only by way of a point to pass
     */
    private record Drive(long enterMillis, long millis, int times) {
        Drive again(long more) {
            return new Drive(enterMillis, millis + more, times + 1);
        }
    }

    JourneyWeighting(RoadArcs arcs, Journey.Timed journey, double headingPenaltySeconds) {
        this.arcs = arcs;
        this.journey = journey;
        this.headingPenaltySeconds = headingPenaltySeconds;
        turns = new DelayedTurns(TurnCostProvider.NO_TURN_COST_PROVIDER, arcs, journey.costs()::turnMillis);
    }

    void took(int edgeKey, long enterMillis, int millis) {
        drives.merge(edgeKey, new Drive(enterMillis, millis, 1), (before, now) -> before.again(millis));
    }

    /** When the way goes over this edge, for the first time; the moment of the request for one that is not on it. */
    long enteredAt(EdgeIteratorState edge) {
        Drive drive = drives.get(edge.getEdgeKey());
        return drive == null ? journey.epochMillis() : drive.enterMillis();
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
        Drive drive = reverse ? null : drives.get(edge.getEdgeKey());
        return drive == null ? millisNow(edge, reverse) : Math.round((double) drive.millis() / drive.times());
    }

    private int millisNow(EdgeIteratorState edge, boolean reverse) {
        int arc = arcs.arcOf(edge, reverse);
        if (arc == -1) {
            return TimedCosts.CLOSED;
        }
        double share = arcs.metres(arc) == 0 ? 1 : Math.min(1, edge.getDistance() / arcs.metres(arc));
        return journey.anyHour().millis(arc, share, journey.epochMillis());
    }

    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
        return 0;
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
        return turns.calcTurnMillis(inEdge, viaNode, outEdge);
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
