package cn.haihe.routing.journey;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.VehicleRoads;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.TurnGraph;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.vehicle.VehicleKind;

/**
 * What one kind of motor vehicle may use, and what it takes on empty roads. On roads that cars may use it drives with
 * the cars, as fast as its limiter lets it; elsewhere by the class of the road. Immutable.
 */
public final class KindCosts {
    private final VehicleKind kind;
    private final RoadArcs arcs;
    private final boolean[] isWithCars;
    private final float[] aloneKmh;
    private final float maxKmh;
    private final int[] turnMillis;

    private KindCosts(RoadGraph graph, RoadArcs arcs, FreeFlow freeFlow, VehicleKind kind) {
        this.kind = kind;
        this.arcs = arcs;
        VehicleRoads roads = graph.roadsFor(kind);
        isWithCars = new boolean[arcs.arcCount()];
        aloneKmh = new float[arcs.arcCount()];
        maxKmh = (float) roads.speedMaxKmh();
        for (int arc = 0; arc < arcs.arcCount(); arc++) {
            int key = arcs.keyOf(arc);
            isWithCars[arc] = roads.isOpen(key) && freeFlow.kmh(key) > 0;
            aloneKmh[arc] = isWithCars[arc] ? 0 : (float) roads.classSpeedKmh(key);
        }
        TurnGraph turns = arcs.turns();
        turnMillis = new int[turns.turnCount()];
        for (int turn = 0; turn < turnMillis.length; turn++) {
            int tail = turns.tailOf(turn);
            int in = arcs.edgeOf(tail);
            int out = arcs.edgeOf(turns.headOf(turn));
            if (!roads.isTurnAllowed(in, arcs.headNodeOf(tail), out)) {
                turnMillis[turn] = Costs.CLOSED;
            } else if (in == out) {
                turnMillis[turn] = 1000 * roads.uTurnSeconds();
            }
        }
    }

    public static KindCosts of(RoadGraph graph, RoadArcs arcs, FreeFlow freeFlow, VehicleKind kind) {
        if (!kind.isMotor()) {
            throw new IllegalArgumentException("the hierarchy knows no " + kind);
        }
        return new KindCosts(graph, arcs, freeFlow, kind);
    }

    public VehicleKind kind() {
        return kind;
    }

    public boolean isWithCars(int arc) {
        return isWithCars[arc];
    }

    public boolean isOpen(int arc) {
        return isWithCars[arc] || aloneKmh[arc] > 0;
    }

    /** In km/h where no cars are; 0 where it may not be, or drives with them. */
    public float aloneKmh(int arc) {
        return aloneKmh[arc];
    }

    /** What no vehicle of the kind exceeds; infinite for cars. */
    public float maxKmh() {
        return maxKmh;
    }

    /** Whole milliseconds, or {@link Costs#CLOSED} where the turn is forbidden. */
    public int turnMillis(int turn) {
        return turnMillis[turn];
    }

    public int[] turnMillis() {
        return turnMillis.clone();
    }

    private float withCarsKmh(float carsKmh) {
        return kind == VehicleKind.EMERGENCY
                ? Math.max(carsKmh, JourneyCosts.CLOSED_STREET_KMH)
                : Math.min(maxKmh, carsKmh);
    }

    /** On empty roads. */
    int freeMillis(int arc, FreeFlow freeFlow) {
        if (!isOpen(arc)) {
            return Costs.CLOSED;
        }
        float kmh = isWithCars[arc] ? withCarsKmh(freeFlow.kmh(arcs.keyOf(arc))) : aloneKmh[arc];
        return LiveCosts.driveMillis(arcs.metres(arc), kmh);
    }
}
