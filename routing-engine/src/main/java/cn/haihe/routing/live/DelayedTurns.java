package cn.haihe.routing.live;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.TurnGraph;
import com.graphhopper.routing.weighting.TurnCostProvider;
import java.util.function.IntUnaryOperator;

/** The costs of turns under one picture, as GraphHopper asks for them: to the millisecond those of the hierarchy. */
public final class DelayedTurns implements TurnCostProvider {
    private final TurnCostProvider plain;
    private final RoadArcs arcs;
    private final IntUnaryOperator turnMillis;

    /**
     * @param plain what a turn costs where it is none of the hierarchy's
     * @param turnMillis by the hierarchy's number of the turn
     */
    public DelayedTurns(TurnCostProvider plain, RoadArcs arcs, IntUnaryOperator turnMillis) {
        this.plain = plain;
        this.arcs = arcs;
        this.turnMillis = turnMillis;
    }

    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
        double weight = plain.calcTurnWeight(inEdge, viaNode, outEdge);
        if (Double.isInfinite(weight)) {
            return weight;
        }
        int millis = find(inEdge, viaNode, outEdge);
        return millis < 0 ? weight : millis >= Costs.CLOSED ? Double.POSITIVE_INFINITY : millis / 1000.0;
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
        int millis = find(inEdge, viaNode, outEdge);
        return millis < 0 ? plain.calcTurnMillis(inEdge, viaNode, outEdge) : millis;
    }

    /** Below 0 where the hierarchy has no such turn. */
    private int find(int inEdge, int viaNode, int outEdge) {
        TurnGraph graph = arcs.turns();
        for (int direction = 0; direction < 2; direction++) {
            int arc = arcs.arcOf(2 * inEdge + direction);
            if (arc < 0 || arcs.headNodeOf(arc) != viaNode) {
                continue;
            }
            for (int turn = graph.firstTurn(arc); turn < graph.endTurn(arc); turn++) {
                if (arcs.edgeOf(graph.headOf(turn)) == outEdge) {
                    return turnMillis.applyAsInt(turn);
                }
            }
        }
        return -1;
    }
}
