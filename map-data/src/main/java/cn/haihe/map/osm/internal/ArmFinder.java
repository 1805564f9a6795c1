package cn.haihe.map.osm.internal;

import cn.haihe.map.geo.Distances;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the arms of a crossing. Pieces that lie in about the same direction are one arm: both directions of a road,
 * both carriageways of a dual road, its side carriageways. Roads of one name may lie further apart than others.
 */
final class ArmFinder {
    private static final double SAME_STREET_DEGREES_MAX = 50;
    private static final double IN_AND_OUT_DEGREES_MAX = 40;
    private static final double SIDE_BY_SIDE_DEGREES_MAX = 15;

    private final RoadGraph graph;

    ArmFinder(RoadGraph graph) {
        this.graph = graph;
    }

    /** The arms clockwise from north; driveways only where a signal stands in them. */
    List<Arm> find(Crossing crossing) {
        List<Arm> arms = new ArrayList<>();
        for (long node : crossing.nodes()) {
            for (Piece piece : graph.arriving(node)) {
                if (!crossing.holds(piece)) {
                    arms.add(Arm.inbound(piece));
                }
            }
            for (Piece piece : graph.leaving(node)) {
                if (!crossing.holds(piece)) {
                    arms.add(Arm.outbound(piece));
                }
            }
        }
        arms.removeIf(arm -> arm.isMinor() && !hasSignal(arm, crossing));
        while (mergeNearest(arms)) {
            continue;
        }
        return Arm.clockwiseFromNorth(arms);
    }

    private static boolean hasSignal(Arm arm, Crossing crossing) {
        return arm.pieces().stream().anyMatch(piece -> {
            for (long node : piece.nodes()) {
                if (crossing.signals().contains(node) && !crossing.nodes().contains(node)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean mergeNearest(List<Arm> arms) {
        double nearest = Double.MAX_VALUE;
        int first = -1;
        int second = -1;
        for (int i = 0; i < arms.size(); i++) {
            for (int j = i + 1; j < arms.size(); j++) {
                double degrees = Math.abs(Distances.turnDegrees(
                        arms.get(i).bearingDegrees(), arms.get(j).bearingDegrees()));
                if (degrees <= limitDegrees(arms.get(i), arms.get(j)) && degrees < nearest) {
                    nearest = degrees;
                    first = i;
                    second = j;
                }
            }
        }
        if (first < 0) {
            return false;
        }
        Arm merged = arms.get(first).mergedWith(arms.remove(second));
        arms.set(first, merged);
        return true;
    }

    private static double limitDegrees(Arm a, Arm b) {
        if (!Collections.disjoint(a.streets(), b.streets())) {
            return SAME_STREET_DEGREES_MAX;
        }
        boolean inAndOut = a.inbound().isEmpty() && b.outbound().isEmpty()
                || b.inbound().isEmpty() && a.outbound().isEmpty();
        return inAndOut ? IN_AND_OUT_DEGREES_MAX : SIDE_BY_SIDE_DEGREES_MAX;
    }
}
