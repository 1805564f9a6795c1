package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.algorithm.Angle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.quadtree.Quadtree;

/**
 * Puts guidance signs where a city puts them: on the right of express and main roads, before the crossings where much
 * traffic can still choose, spread over the city.
 */
final class GuidanceSigns {
    /** Before the crossing, so that who reads it can still change lanes. */
    private static final double BEFORE_CROSSING = 200;

    /** A sign whose traffic leaves the city sooner has nothing to say. */
    private static final double AHEAD = 2_500;

    private static final double EDGE_LENGTH_MIN = 60;
    private static final double OFF_MIDDLE = 14;
    private static final double APART_FIRST = 3_000;
    private static final double APART_LEAST = 150;
    private static final double APART_STEP = 0.8;
    private static final double OTHER_WAY_APART = 0.5;
    private static final double SIDE = Math.toRadians(40);

    /**
     * @param facesDegrees where its face looks: against the traffic that reads it, 0 north, clockwise
     * @param ref the number on its cabinet
     */
    record Sign(String ref, Coordinate position, int facesDegrees, String zh, String en) {}

    private record Candidate(Edge edge, int node, Street across, double score, double angle) {}

    private GuidanceSigns() {}

    static List<Sign> place(StreetNet net, Geometry region, int wanted) {
        List<Candidate> candidates = candidates(net, PreparedGeometryFactory.prepare(region));
        List<Candidate> chosen = List.of();
        for (double apart = APART_FIRST; apart > APART_LEAST && chosen.size() < wanted; apart *= APART_STEP) {
            chosen = spread(net, candidates, apart);
        }
        List<Sign> signs = new ArrayList<>();
        for (Candidate candidate : chosen.subList(0, Math.min(wanted, chosen.size()))) {
            signs.add(sign(net, candidate, signs.size() + 1));
        }
        return signs;
    }

    private static List<Candidate> candidates(StreetNet net, PreparedGeometry region) {
        List<Candidate> candidates = new ArrayList<>();
        for (int node = 0; node < net.nodeCount(); node++) {
            for (Edge edge : net.edgesAt(node)) {
                if (isImportant(edge)
                        && edge.level == Level.GROUND
                        && edge.leaves(edge.other(node))
                        && net.length(edge) >= EDGE_LENGTH_MIN
                        && leadsIntoTheCity(net, edge, node, region)) {
                    candidate(net, edge, node).ifPresent(candidates::add);
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparingInt(Candidate::node)
                .thenComparingDouble(Candidate::angle));
        return candidates;
    }

    private static boolean leadsIntoTheCity(StreetNet net, Edge edge, int node, PreparedGeometry region) {
        Coordinate from = net.at(edge.other(node));
        Coordinate to = net.at(node);
        double factor = AHEAD / from.distance(to);
        Coordinate ahead = new Coordinate(to.x + factor * (to.x - from.x), to.y + factor * (to.y - from.y));
        return region.contains(new GeometryFactory().createPoint(ahead));
    }

    private static boolean isImportant(Edge edge) {
        return edge.street.kind().compareTo(Kind.PRIMARY) <= 0;
    }

    /** Where the edge leads to another main street that can be turned into. */
    private static Optional<Candidate> candidate(StreetNet net, Edge edge, int node) {
        double angle = Angle.angle(net.at(edge.other(node)), net.at(node));
        Edge across = null;
        for (Edge arm : net.edgesAt(node)) {
            double turn = Angle.diff(angle, Angle.angle(net.at(node), net.at(arm.other(node))));
            boolean isAcross = arm.street != edge.street && arm.leaves(node) && turn > SIDE && turn < Math.PI - SIDE;
            if (isAcross
                    && arm.street.kind().compareTo(Kind.SECONDARY) <= 0
                    && (across == null || arm.street.kind().weight > across.street.kind().weight)) {
                across = arm;
            }
        }
        if (across == null) {
            return Optional.empty();
        }
        Coordinate at = net.at(node);
        double centre = 3 * Math.exp(-Math.hypot(at.x, at.y) / 6_000);
        double score = edge.street.kind().weight + 2 * across.street.kind().weight + centre;
        return Optional.of(new Candidate(edge, node, across.street, score, angle));
    }

    /** Best first; two signs for one direction keep so far apart, two for different ones half of it. */
    private static List<Candidate> spread(StreetNet net, List<Candidate> candidates, double apart) {
        List<Candidate> chosen = new ArrayList<>();
        Quadtree taken = new Quadtree();
        for (Candidate candidate : candidates) {
            Coordinate at = net.at(candidate.node());
            Envelope around = new Envelope(at);
            around.expandBy(apart);
            boolean tooNear = taken.query(around).stream().anyMatch(any -> {
                Candidate other = (Candidate) any;
                boolean sameWay = Angle.diff(candidate.angle(), other.angle()) < Math.PI / 4;
                return at.distance(net.at(other.node())) < (sameWay ? apart : OTHER_WAY_APART * apart);
            });
            if (!tooNear) {
                chosen.add(candidate);
                taken.insert(new Envelope(at), candidate);
            }
        }
        return chosen;
    }

    private static Sign sign(StreetNet net, Candidate candidate, int number) {
        Edge edge = candidate.edge();
        Coordinate from = net.at(edge.other(candidate.node()));
        Coordinate to = net.at(candidate.node());
        double length = from.distance(to);
        double along = 1 - Math.min(BEFORE_CROSSING, 0.6 * length) / length;
        double east = (to.x - from.x) / length;
        double north = (to.y - from.y) / length;
        Coordinate position = new Coordinate(
                from.x + along * (to.x - from.x) + OFF_MIDDLE * north,
                from.y + along * (to.y - from.y) - OFF_MIDDLE * east);
        int faces = (int) Math.round(Math.toDegrees(Math.atan2(-east, -north)) + 360) % 360;
        Heading heading = Heading.of(east, north);
        return new Sign(
                String.format(Locale.ROOT, "VMS-%03d", number),
                position,
                faces,
                edge.street.zh() + heading.zh + candidate.across().zh() + "前诱导屏",
                edge.street.en() + " " + heading.en + " before "
                        + candidate.across().en());
    }

    private enum Heading {
        EAST("西向东", "eastbound"),
        WEST("东向西", "westbound"),
        NORTH("南向北", "northbound"),
        SOUTH("北向南", "southbound");

        private final String zh;
        private final String en;

        Heading(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        static Heading of(double east, double north) {
            if (Math.abs(east) > Math.abs(north)) {
                return east > 0 ? EAST : WEST;
            }
            return north > 0 ? NORTH : SOUTH;
        }
    }
}
