package cn.haihe.routing.live;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;

/** The times that cars take under a picture of the traffic, as the costs of a hierarchy. */
public final class LiveCosts {
    private static final double MILLIS_KMH_PER_METRE = 3_600;

    private final RoadArcs arcs;
    private final int[] turnMillis;

    /** @param turnMillis of a car, by turn */
    public LiveCosts(RoadArcs arcs, int[] turnMillis) {
        this.arcs = arcs;
        this.turnMillis = turnMillis;
    }

    /** The time over so many metres at a speed, in whole milliseconds; {@link Costs#CLOSED} at speed 0. */
    public static int driveMillis(double metres, float kmh) {
        return kmh == 0 ? Costs.CLOSED : (int) Math.min(Costs.MOST, Math.round(metres * MILLIS_KMH_PER_METRE / kmh));
    }

    /**
     * @param intoArcs written anew, one for each arc
     * @param intoTurns written anew, one for each turn, where there are waits at signals
     */
    public Costs of(LiveSpeeds speeds, int[] intoArcs, int[] intoTurns) {
        for (int arc = 0; arc < intoArcs.length; arc++) {
            intoArcs[arc] = driveMillis(arcs.metres(arc), speeds.kmh(arcs.keyOf(arc)));
        }
        if (speeds.findSignals().isEmpty()) {
            return new Costs(intoArcs, turnMillis);
        }
        System.arraycopy(turnMillis, 0, intoTurns, 0, turnMillis.length);
        speeds.findSignals().get().addTo(intoTurns, speeds);
        return new Costs(intoArcs, intoTurns);
    }
}
