package cn.haihe.signal.adaptive;

import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.TrafficMovement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a movement's usual demand divides over the lanes that it may use: drivers even the lanes out, those with the least
 * choice first.
 */
final class LaneFlows {
    /** A movement that nobody was counted on still has somebody now and then. */
    private static final double LEAST_PER_HOUR = 1;

    private static final int PARTS = 20;

    private LaneFlows() {}

    /** Vehicles an hour by lane and then by movement; every movement of a lane is there. */
    static Map<String, Map<String, Double>> split(Intersection intersection) {
        Map<String, Map<String, Double>> flows = new HashMap<>();
        Map<String, Double> load = new HashMap<>();
        List<TrafficMovement> fewestLanesFirst = intersection.movements().stream()
                .sorted(Comparator.comparingLong(movement -> laneNames(movement).size()))
                .toList();
        for (TrafficMovement movement : fewestLanesFirst) {
            List<String> lanes = laneNames(movement);
            lanes.forEach(
                    lane -> flows.computeIfAbsent(lane, any -> new HashMap<>()).put(movement.id(), LEAST_PER_HOUR));
            double demand = movement.desiredPerHour().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            for (int part = 0; part < PARTS; part++) {
                String lightest = lanes.stream()
                        .min(Comparator.comparingDouble(lane -> load.getOrDefault(lane, 0.0)))
                        .orElseThrow();
                flows.get(lightest).merge(movement.id(), demand / PARTS, Double::sum);
                load.merge(lightest, demand / PARTS, Double::sum);
            }
        }
        return flows;
    }

    private static List<String> laneNames(TrafficMovement movement) {
        return movement.lanes().stream().map(LaneUse::lane).distinct().toList();
    }
}
