package cn.haihe.routing.live;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.TurnGraph;
import com.graphhopper.routing.weighting.TurnCostProvider;

/** The times that cars take under a picture of the traffic, as the costs of a hierarchy. */
public final class LiveCosts {
    private static final double MILLIS_KMH_PER_METRE = 3_600;

    private final RoadArcs arcs;
    private final int[] turnMillis;

    public LiveCosts(RoadArcs arcs, TurnCostProvider turnCosts) {
        this.arcs = arcs;
        TurnGraph graph = arcs.turns();
        turnMillis = new int[graph.turnCount()];
        for (int turn = 0; turn < turnMillis.length; turn++) {
            int tail = graph.tailOf(turn);
            turnMillis[turn] = millis(turnCosts.calcTurnWeight(
                    arcs.edgeOf(tail), arcs.headNodeOf(tail), arcs.edgeOf(graph.headOf(turn))));
        }
    }

    private static int millis(double seconds) {
        return Double.isInfinite(seconds) ? Costs.CLOSED : (int) Math.min(Costs.MOST, Math.round(1000 * seconds));
    }

    /** The time over so many metres at a speed, in whole milliseconds; {@link Costs#CLOSED} at speed 0. */
    public static int driveMillis(double metres, float kmh) {
        return kmh == 0 ? Costs.CLOSED : (int) Math.min(Costs.MOST, Math.round(metres * MILLIS_KMH_PER_METRE / kmh));
    }

    /** @param into arrays of the right lengths, whose arcs are written anew */
    public Costs of(LiveSpeeds speeds, int[] into) {
        for (int arc = 0; arc < into.length; arc++) {
            into[arc] = driveMillis(arcs.metres(arc), speeds.kmh(arcs.keyOf(arc)));
        }
        return new Costs(into, turnMillis);
    }
}
