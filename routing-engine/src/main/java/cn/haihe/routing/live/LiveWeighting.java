package cn.haihe.routing.live;

import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeIteratorState;

/**
 * Seconds under one {@link LiveSpeeds}. Made for one request and bound to one picture, so a snapshot that arrives
 * meanwhile changes nothing for it.
 */
public final class LiveWeighting implements Weighting {
    private static final double KMH_PER_METRE_A_SECOND = 3.6;

    private final LiveSpeeds speeds;
    private final SpeedValue speed;
    private final TurnCostProvider turnCosts;
    private final double headingPenaltySeconds;

    /**
     * @param headingPenaltySeconds for setting out from a point, or through it, against the heading that was asked for
     * @throws IllegalArgumentException for a penalty below 0, which would reward endless circles
     */
    public LiveWeighting(LiveSpeeds speeds, TurnCostProvider turnCosts, double headingPenaltySeconds) {
        if (!(headingPenaltySeconds >= 0)) {
            throw new IllegalArgumentException("heading penalty of " + headingPenaltySeconds + " s");
        }
        this.speeds = speeds;
        this.speed = new SpeedValue(speeds);
        this.turnCosts = turnCosts;
        this.headingPenaltySeconds = headingPenaltySeconds;
    }

    public LiveSpeeds speeds() {
        return speeds;
    }

    /** A bound for every picture of this graph, not only this one: bounds that are prepared outlive a picture. */
    @Override
    public double calcMinWeightPerDistance() {
        return KMH_PER_METRE_A_SECOND / speeds.highestKmh();
    }

    @Override
    public double calcEdgeWeight(EdgeIteratorState edge, boolean reverse) {
        double seconds = seconds(edge, reverse);
        return edge.get(EdgeIteratorState.UNFAVORED_EDGE) ? seconds + headingPenaltySeconds : seconds;
    }

    @Override
    public long calcEdgeMillis(EdgeIteratorState edge, boolean reverse) {
        return Math.round(1000 * seconds(edge, reverse));
    }

    /** In whole milliseconds, as the hierarchy counts, so that every search of a graph agrees to the last of them. */
    private double seconds(EdgeIteratorState edge, boolean reverse) {
        float kmh = (float) (reverse ? edge.getReverse(speed) : edge.get(speed));
        return kmh == 0 ? Double.POSITIVE_INFINITY : LiveCosts.driveMillis(edge.getDistance(), kmh) / 1000.0;
    }

    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
        return turnCosts.calcTurnWeight(inEdge, viaNode, outEdge);
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
        return turnCosts.calcTurnMillis(inEdge, viaNode, outEdge);
    }

    @Override
    public boolean hasTurnCosts() {
        return turnCosts != TurnCostProvider.NO_TURN_COST_PROVIDER;
    }

    @Override
    public String getName() {
        return "live";
    }
}
