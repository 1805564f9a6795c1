package cn.haihe.center.adaptive.internal;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the detectors of a junction of the city are: detector n at the stop line of phase n, for every phase of vehicles. */
final class StopLineDetectors {
    private StopLineDetectors() {}

    static AdaptiveSite site(
            Junction map,
            SignalJunction design,
            Intersection intersection,
            int periodSeconds,
            double longestQueueMetres) {
        List<DetectorZone> zones = new ArrayList<>();
        for (Phase phase : design.phases()) {
            List<String> lanes = phase.isVehicle() ? lanes(phase, intersection) : List.of();
            if (!lanes.isEmpty()) {
                zones.add(DetectorZone.queue(phase.number(), lanes, periodSeconds, longestQueueMetres));
            }
        }
        return new AdaptiveSite(design, intersection, zones, Optional.of(map));
    }

    private static List<String> lanes(Phase phase, Intersection intersection) {
        List<String> ids =
                phase.movements().stream().map(number -> "m" + number).toList();
        return intersection.movements().stream()
                .filter(movement -> ids.contains(movement.id()))
                .flatMap(movement -> movement.lanes().stream())
                .map(LaneUse::lane)
                .filter(lane -> lane.contains(" phase " + phase.number() + " lane "))
                .distinct()
                .toList();
    }
}
