package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.journey.JourneyCosts;
import cn.haihe.routing.journey.KindCosts;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.vehicle.VehicleKind;

/** The speeds of one kind of motor vehicle under a picture of the traffic of cars, by edge key, as an answer tells them. */
record KindSpeeds(RoadArcs arcs, KindCosts kind, LiveSpeeds cars) {
    /** 0 where it may not drive now. */
    float kmh(int edgeKey) {
        int arc = arcs.arcOf(edgeKey);
        if (arc == -1 || !kind.isWithCars(arc)) {
            return aloneKmh(arc);
        }
        float ofCars = cars.kmh(edgeKey);
        return kind.kind() == VehicleKind.EMERGENCY
                ? Math.max(ofCars, JourneyCosts.CLOSED_STREET_KMH)
                : Math.min(kind.maxKmh(), ofCars);
    }

    /** 0 where it may never drive. */
    float freeFlowKmh(int edgeKey) {
        int arc = arcs.arcOf(edgeKey);
        return arc == -1 || !kind.isWithCars(arc) ? aloneKmh(arc) : Math.min(kind.maxKmh(), cars.freeFlowKmh(edgeKey));
    }

    private float aloneKmh(int arc) {
        return arc == -1 ? 0 : kind.aloneKmh(arc);
    }
}
