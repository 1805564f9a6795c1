package cn.haihe.center.performance.internal;

import cn.haihe.center.place.Arms;
import cn.haihe.center.place.LineTrack;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.geo.Distances;
import cn.haihe.signal.priority.Crossing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/** A line of junctions, and how one passes each of them there and back. */
record Corridor(LineTrack line, List<Node> nodes) {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    /**
     * @param metres along the corridor
     * @param forward number of the movement; empty where the map allows none, {@code backward} too
     */
    record Node(Junction junction, double metres, Optional<Integer> forward, Optional<Integer> backward) {}

    /** Along a drawn way. */
    static Corridor along(City city, LineString way, List<Crossing> crossings) {
        List<Node> nodes = crossings.stream()
                .map(crossing -> {
                    Junction junction = city.findJunction(crossing.junctionId()).orElseThrow();
                    Movement there = junction.movements().stream()
                            .filter(movement -> movement.number() == crossing.movement())
                            .findFirst()
                            .orElseThrow();
                    return new Node(
                            junction,
                            crossing.stopLineMetres(),
                            Optional.of(there.number()),
                            movement(junction, there.toApproach(), there.fromApproach()));
                })
                .toList();
        return new Corridor(new LineTrack(way), nodes);
    }

    /** From junction to junction; by which arms is told by where they lie. */
    static Corridor between(List<Junction> junctions) {
        Coordinate[] points = junctions.stream()
                .map(junction -> new Coordinate(
                        junction.position().lon(), junction.position().lat()))
                .toArray(Coordinate[]::new);
        List<Node> nodes = new ArrayList<>();
        double metres = 0;
        for (int i = 0; i < junctions.size(); i++) {
            Junction here = junctions.get(i);
            if (i > 0) {
                metres += Distances.metres(junctions.get(i - 1).position(), here.position());
            }
            Optional<Double> behind = i == 0 ? Optional.empty() : Optional.of(bearing(here, junctions.get(i - 1)));
            Optional<Double> ahead =
                    i == junctions.size() - 1 ? Optional.empty() : Optional.of(bearing(here, junctions.get(i + 1)));
            Optional<Approach> in = Arms.findArm(here, behind.orElseGet(() -> ahead.orElseThrow() + 180));
            Optional<Approach> out = Arms.findArm(here, ahead.orElseGet(() -> behind.orElseThrow() + 180));
            nodes.add(new Node(
                    here,
                    metres,
                    in.flatMap(from -> out.flatMap(to -> movement(here, from.number(), to.number()))),
                    in.flatMap(to -> out.flatMap(from -> movement(here, from.number(), to.number())))));
        }
        return new Corridor(new LineTrack(GEOMETRY.createLineString(points)), nodes);
    }

    private static double bearing(Junction from, Junction to) {
        return Distances.bearingDegrees(from.position(), to.position());
    }

    private static Optional<Integer> movement(Junction junction, int from, int to) {
        return Arms.findMovement(junction, from, to).map(Movement::number);
    }
}
