package cn.haihe.center.duty.internal;

import cn.haihe.center.place.LineTrack;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.signal.priority.Crossing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/** Finds the junctions with signals that a way passes, and by which movement. Immutable. */
final class WayCrossings {
    /** A large junction has a few short segments between the way in and the way out. */
    private static final int INSIDE_MAX = 8;
    /** A place that is this far from the way is not on it. */
    private static final double OFF_METRES_MAX = 40;

    private final City city;
    private final Map<String, Gate> inbound = new HashMap<>();
    private final Map<String, Map<String, Integer>> outbound = new HashMap<>();

    private record Gate(Junction junction, int approach) {}

    WayCrossings(City city) {
        this.city = city;
        for (Junction junction : city.junctions()) {
            for (Approach approach : junction.approaches()) {
                approach.inbound().forEach(id -> inbound.put(id, new Gate(junction, approach.number())));
                approach.outbound()
                        .forEach(id -> outbound.computeIfAbsent(junction.id(), none -> new HashMap<>())
                                .put(id, approach.number()));
            }
        }
    }

    City city() {
        return city;
    }

    /** @param segments indexes of the city's segments along the way, as a route gives them */
    List<Crossing> along(LineTrack way, List<Integer> segments) {
        List<Crossing> crossings = new ArrayList<>();
        double from = 0;
        for (int i = 0; i + 1 < segments.size(); i++) {
            Segment in = city.segments().get(segments.get(i));
            Gate gate = inbound.get(in.id());
            if (gate == null) {
                continue;
            }
            Optional<Crossing> crossing = through(way, segments, i, in, gate, from);
            if (crossing.isPresent()) {
                crossings.add(crossing.get());
                from = crossing.get().clearMetres();
            }
        }
        return crossings;
    }

    private Optional<Crossing> through(
            LineTrack way, List<Integer> segments, int place, Segment in, Gate gate, double from) {
        Map<String, Integer> exits = outbound.getOrDefault(gate.junction().id(), Map.of());
        int last = Math.min(segments.size() - 1, place + INSIDE_MAX);
        for (int next = place + 1; next <= last; next++) {
            Segment out = city.segments().get(segments.get(next));
            Integer exit = exits.get(out.id());
            if (exit == null) {
                continue;
            }
            Optional<Movement> movement = gate.junction().movements().stream()
                    .filter(one -> one.fromApproach() == gate.approach() && one.toApproach() == exit)
                    .findFirst();
            Coordinate[] inPoints = in.geometry().getCoordinates();
            Optional<LineTrack.Foot> stopLine = foot(way, inPoints[inPoints.length - 1], from);
            Optional<LineTrack.Foot> clear =
                    stopLine.flatMap(line -> foot(way, out.geometry().getCoordinateN(0), line.metres()));
            return movement.flatMap(one -> clear.map(behind -> new Crossing(
                    gate.junction().id(),
                    one.number(),
                    stopLine.get().metres(),
                    Math.max(stopLine.get().metres(), behind.metres()))));
        }
        return Optional.empty();
    }

    private static Optional<LineTrack.Foot> foot(LineTrack way, Coordinate at, double from) {
        return way.findFoot(new LonLat(at.x, at.y), from, way.lengthMetres())
                .filter(foot -> foot.offMetres() <= OFF_METRES_MAX);
    }
}
