package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Distances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;

/**
 * One arm of a crossing: the pieces that lead in and out on it.
 *
 * @param bearingDegrees where it lies as seen from the crossing
 */
record Arm(List<Piece> inbound, List<Piece> outbound, double bearingDegrees) {
    private static final double LANE_METRES = 3.3;

    static Arm inbound(Piece piece) {
        return new Arm(List.of(piece), List.of(), Headings.arrivingFrom(piece));
    }

    static Arm outbound(Piece piece) {
        return new Arm(List.of(), List.of(piece), Headings.leaving(piece));
    }

    Arm mergedWith(Arm other) {
        return new Arm(
                joined(inbound, other.inbound),
                joined(outbound, other.outbound),
                meanBearing(bearingDegrees, size(), other.bearingDegrees, other.size()));
    }

    private static List<Piece> joined(List<Piece> a, List<Piece> b) {
        return Stream.concat(a.stream(), b.stream())
                .sorted(Comparator.comparingInt(piece -> piece.segment().index()))
                .toList();
    }

    private static double meanBearing(double a, int weightA, double b, int weightB) {
        return Distances.normalDegrees(a + Distances.turnDegrees(a, b) * weightB / (weightA + weightB));
    }

    private int size() {
        return inbound.size() + outbound.size();
    }

    List<Piece> pieces() {
        return joined(inbound, outbound);
    }

    boolean isMinor() {
        return pieces().stream().allMatch(RoadGraph::isMinor);
    }

    Set<Names> streets() {
        Set<Names> streets = new HashSet<>();
        pieces().forEach(piece -> streets.add(piece.segment().names()));
        streets.remove(Names.NONE);
        return streets;
    }

    /** The name of its most important piece that has one. */
    Names street() {
        return pieces().stream()
                .map(Piece::segment)
                .filter(segment -> !segment.names().isEmpty())
                .min(Comparator.comparing(Segment::roadClass).thenComparing(Segment::index))
                .map(Segment::names)
                .orElse(Names.NONE);
    }

    RoadClass roadClass() {
        return pieces().stream()
                .map(piece -> piece.segment().roadClass())
                .min(Comparator.naturalOrder())
                .orElse(RoadClass.SERVICE);
    }

    int inboundLanes() {
        return inbound.stream().mapToInt(piece -> piece.segment().lanes()).sum();
    }

    /** The lanes, and what lies between the carriageways of a dual road. */
    double widthMetres() {
        int lanes = pieces().stream().mapToInt(piece -> piece.segment().lanes()).sum();
        double paved = lanes * LANE_METRES;
        double betweenAxes = 0;
        for (Piece in : inbound) {
            for (Piece out : outbound) {
                betweenAxes = Math.max(betweenAxes, betweenMetres(in, out));
            }
        }
        return Math.max(paved, betweenAxes + paved / 2);
    }

    /** How far apart two carriageways lie across the arm, at the crossing. */
    private double betweenMetres(Piece in, Piece out) {
        if (in.to() == out.from()) {
            return 0;
        }
        Coordinate[] points = in.segment().geometry().getCoordinates();
        Coordinate end = points[points.length - 1];
        Coordinate start = out.segment().geometry().getCoordinateN(0);
        double metres = Distances.metres(end.x, end.y, start.x, start.y);
        double askew = Distances.turnDegrees(bearingDegrees, Distances.bearingDegrees(end.x, end.y, start.x, start.y));
        return metres * Math.abs(Math.sin(Math.toRadians(askew)));
    }

    static List<Arm> clockwiseFromNorth(List<Arm> arms) {
        List<Arm> sorted = new ArrayList<>(arms);
        sorted.sort(Comparator.comparingDouble(Arm::bearingDegrees)
                .thenComparing(arm -> arm.pieces().get(0).segment().index()));
        return sorted;
    }
}
