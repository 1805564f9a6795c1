package cn.haihe.routing.journey;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.vehicle.VehicleKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The costs of every kind of motor vehicle in one graph. Immutable. */
public final class Kinds {
    private final RoadArcs arcs;
    private final FreeFlow freeFlow;
    private final Map<VehicleKind, KindCosts> kinds = new EnumMap<>(VehicleKind.class);

    public Kinds(RoadGraph graph, RoadArcs arcs, FreeFlow freeFlow) {
        this.arcs = arcs;
        this.freeFlow = freeFlow;
        Arrays.stream(VehicleKind.values())
                .filter(VehicleKind::isMotor)
                .forEach(kind -> kinds.put(kind, KindCosts.of(graph, arcs, freeFlow, kind)));
    }

    public KindCosts of(VehicleKind kind) {
        KindCosts costs = kinds.get(kind);
        if (costs == null) {
            throw new IllegalArgumentException("the hierarchy knows no " + kind);
        }
        return costs;
    }

    /** What no vehicle of any kind can do in less, at any time: bounds for a directed search. */
    public Costs leastCosts() {
        Costs least = Costs.closed(arcs.turns());
        Arrays.fill(least.turnMillis(), Costs.CLOSED);
        for (KindCosts kind : kinds.values()) {
            for (int arc = 0; arc < least.arcMillis().length; arc++) {
                least.arcMillis()[arc] = Math.min(least.arcMillis()[arc], kind.freeMillis(arc, freeFlow));
            }
            for (int turn = 0; turn < least.turnMillis().length; turn++) {
                least.turnMillis()[turn] = Math.min(least.turnMillis()[turn], kind.turnMillis(turn));
            }
        }
        return least;
    }
}
