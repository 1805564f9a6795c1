package cn.haihe.signal.area;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** Finds the roads that lead from one signal junction to the next, with no signal between. */
final class RoadsBetween {
    private static final double FARTHEST_METRES = 1_500;

    private final City city;
    private final Map<Long, List<Segment>> leaving = new HashMap<>();
    /** Of every signal junction of the city, in the area or not: there the search ends. */
    private final Map<String, Arm> armOfInbound = new HashMap<>();

    RoadsBetween(City city) {
        this.city = city;
        for (Segment segment : city.segments()) {
            leaving.computeIfAbsent(segment.fromNode(), node -> new ArrayList<>(4))
                    .add(segment);
        }
        for (Junction junction : city.junctions()) {
            for (Approach approach : junction.approaches()) {
                approach.inbound().forEach(id -> armOfInbound.put(id, new Arm(junction.id(), approach.number())));
            }
        }
    }

    record Arm(String junction, int approach) {}

    record Road(Arm to, double lengthMetres, double seconds, int lanes) {}

    private record Reached(Segment segment, double lengthMetres, double seconds, int lanes) {}

    /** The length of the road that ends in an approach, back to where ways meet. */
    double lengthMetres(Approach approach) {
        return approach.inbound().stream()
                .flatMap(id -> city.findSegment(id).stream())
                .mapToDouble(Segment::lengthMetres)
                .max()
                .orElse(0);
    }

    double speedMps(Approach approach) {
        return approach.inbound().stream()
                .flatMap(id -> city.findSegment(id).stream())
                .mapToDouble(segment -> segment.speedLimitKmh() / 3.6)
                .max()
                .orElse(11.1);
    }

    /** The fastest road to each arm that can be reached from an arm on the way out. */
    List<Road> from(Approach approach) {
        Map<Arm, Road> found = new HashMap<>();
        Set<String> seen = new HashSet<>();
        PriorityQueue<Reached> open = new PriorityQueue<>(Comparator.comparingDouble(Reached::seconds));
        for (String id : approach.outbound()) {
            city.findSegment(id).ifPresent(segment -> open.add(extend(Optional.empty(), segment)));
        }
        while (!open.isEmpty()) {
            Reached now = open.poll();
            if (!seen.add(now.segment().id())) {
                continue;
            }
            Arm arm = armOfInbound.get(now.segment().id());
            if (arm != null) {
                found.putIfAbsent(arm, new Road(arm, now.lengthMetres(), now.seconds(), now.lanes()));
            } else if (now.lengthMetres() < FARTHEST_METRES) {
                for (Segment next : leaving.getOrDefault(now.segment().toNode(), List.of())) {
                    if (next.toNode() != now.segment().fromNode()) {
                        open.add(extend(Optional.of(now), next));
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static Reached extend(Optional<Reached> before, Segment next) {
        double seconds = next.lengthMetres() / (next.speedLimitKmh() / 3.6);
        return new Reached(
                next,
                before.map(Reached::lengthMetres).orElse(0.0) + next.lengthMetres(),
                before.map(Reached::seconds).orElse(0.0) + seconds,
                Math.min(before.map(Reached::lanes).orElse(Integer.MAX_VALUE), next.lanes()));
    }
}
