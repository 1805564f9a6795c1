package cn.haihe.ops.sumo;

import cn.haihe.ops.sumo.SumoRoads.Edge;
import cn.haihe.ops.sumo.SumoRoads.Point;
import cn.haihe.signal.network.Intersection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arms of an intersection: what leads in and out of it on one side. */
final class SurveyArms {
    private static final double SAME_ROAD_DEGREES = 60;
    private static final double SAME_SIDE_DEGREES = 40;
    /** So far from the stop line an arm's bearing is taken: the last metres of a lane may be bent. */
    private static final double LOOK_METRES = 15;

    private static final double LANE_METRES = 3.2;

    /** @param bearingDegrees where it lies as seen from the intersection */
    record Arm(List<Edge> approaches, List<Edge> exits, double bearingDegrees) {
        int lanes() {
            return approaches.stream().mapToInt(Edge::lanes).sum();
        }

        double widthMetres() {
            return LANE_METRES * (lanes() + exits.stream().mapToInt(Edge::lanes).sum());
        }
    }

    private SurveyArms() {}

    /** Clockwise from north. */
    static List<Arm> of(Intersection intersection, SumoRoads roads) {
        Set<String> exits = new LinkedHashSet<>();
        intersection.movements().forEach(way -> exits.add(way.exit()));
        List<Arm> arms = new ArrayList<>();
        for (var approach : intersection.approaches()) {
            Edge edge = roads.getEdge(approach.id());
            List<Point> outwards = new ArrayList<>(edge.shape());
            Collections.reverse(outwards);
            arms.add(new Arm(List.of(edge), List.of(), bearingDegrees(outwards)));
        }
        for (String exit : exits) {
            Edge edge = roads.getEdge(exit);
            double bearing = bearingDegrees(edge.shape());
            Optional<Arm> same = arms.stream()
                    .filter(arm -> arm.exits().isEmpty()
                            && arm.approaches().get(0).from().equals(edge.to())
                            && between(arm.bearingDegrees(), bearing) <= SAME_ROAD_DEGREES)
                    .findFirst()
                    .or(() -> arms.stream()
                            .filter(arm -> arm.exits().isEmpty()
                                    && between(arm.bearingDegrees(), bearing) <= SAME_SIDE_DEGREES)
                            .min(Comparator.comparingDouble(arm -> between(arm.bearingDegrees(), bearing))));
            if (same.isPresent()) {
                arms.remove(same.get());
                arms.add(new Arm(
                        same.get().approaches(), List.of(edge), same.get().bearingDegrees()));
            } else {
                arms.add(new Arm(List.of(), List.of(edge), bearing));
            }
        }
        arms.sort(Comparator.comparingDouble(Arm::bearingDegrees));
        return arms;
    }

    private static double bearingDegrees(List<Point> outwards) {
        Point begin = outwards.get(0);
        return outwards.stream()
                .skip(1)
                .filter(point -> begin.metresTo(point) >= LOOK_METRES)
                .findFirst()
                .map(begin::bearingDegrees)
                .orElseGet(() -> begin.bearingDegrees(outwards.get(outwards.size() - 1)));
    }

    private static double between(double a, double b) {
        double turn = Math.abs(a - b) % 360;
        return Math.min(turn, 360 - turn);
    }
}
