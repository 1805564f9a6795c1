package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.Angle;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.index.quadtree.Quadtree;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * The lines that nothing moves: the true roads, the bridges, the roads on the river's banks. Lines that meet share a
 * node; whatever else is drawn ties itself to them through {@link #nodeOn}.
 */
final class Skeleton {
    /** Nodes nearer than this to each other on one line become one. */
    private static final double MERGE = 25;
    /** A line that ends this near to another one ends on it. */
    private static final double END_SNAP = 70;
    /** Two lines this near that run the same way are one road told twice. */
    private static final double SAME_ROAD = 40;

    private static final double SAME_WAY = Math.toRadians(25);
    private static final double STEP = 20;

    private record Tie(double t, int node) {}

    /** A straight piece between two nodes, with the nodes that were tied to it later. */
    static final class Piece {
        final int number;
        final int a;
        final int b;
        final LineSegment segment;
        final Street street;
        private final List<Tie> ties = new ArrayList<>();

        private Piece(int number, int a, int b, LineSegment segment, Street street) {
            this.number = number;
            this.a = a;
            this.b = b;
            this.segment = segment;
            this.street = street;
        }
    }

    /** Where something crosses a piece: {@code along} is metres from where that something began. */
    record Crossing(Piece piece, Coordinate at, double along) {}

    private final StreetNet net;
    private final River river;
    private final List<Piece> pieces = new ArrayList<>();
    private final Quadtree index = new Quadtree();

    Skeleton(StreetNet net, River river) {
        this.net = net;
        this.river = river;
    }

    /** Draws a line, less what is there already. */
    void draw(Street street, List<Coordinate> line) {
        for (List<Coordinate> run : withoutDoubles(line)) {
            drawRun(street, run);
        }
    }

    private void drawRun(Street street, List<Coordinate> run) {
        int known = pieces.size();
        int from = endNode(run.get(0), known);
        for (int i = 0; i + 1 < run.size(); i++) {
            boolean last = i + 2 == run.size();
            Coordinate end = run.get(i + 1);
            Coordinate start = net.at(from);
            List<Crossing> crossings = crossings(start, end, known);
            for (Crossing crossing : crossings) {
                from = join(from, nodeOn(crossing.piece(), crossing.at()), street);
            }
            int to = last ? endNode(end, known) : net.addNode(end);
            if (!last && net.at(from).distance(end) < 5) {
                continue;
            }
            from = join(from, to, street);
        }
    }

    private int endNode(Coordinate end, int known) {
        return nearest(end, END_SNAP, known)
                .map(piece -> nodeOn(piece, piece.segment.closestPoint(end)))
                .orElseGet(() -> net.addNode(end));
    }

    private int join(int from, int to, Street street) {
        if (from != to) {
            LineSegment segment = new LineSegment(net.at(from), net.at(to));
            Piece piece = new Piece(pieces.size(), from, to, segment, street);
            pieces.add(piece);
            index.insert(new Envelope(segment.p0, segment.p1), piece);
        }
        return to;
    }

    /** The node where something meets a piece: one that is there already, if near. */
    int nodeOn(Piece piece, Coordinate at) {
        if (net.at(piece.a).distance(at) < MERGE) {
            return piece.a;
        }
        if (net.at(piece.b).distance(at) < MERGE) {
            return piece.b;
        }
        for (Tie tie : piece.ties) {
            if (net.at(tie.node).distance(at) < MERGE) {
                return tie.node;
            }
        }
        int node = net.addNode(at);
        piece.ties.add(new Tie(piece.segment.projectionFactor(at), node));
        return node;
    }

    Optional<Piece> nearest(Coordinate at, double within) {
        return nearest(at, within, pieces.size());
    }

    private Optional<Piece> nearest(Coordinate at, double within, int known) {
        Envelope around = new Envelope(at);
        around.expandBy(within);
        return around(around, known).stream()
                .filter(piece -> piece.segment.distance(at) <= within)
                .min(Comparator.<Piece>comparingDouble(piece -> piece.segment.distance(at))
                        .thenComparingInt(piece -> piece.number));
    }

    /** In the order in which one going from p to q meets them. */
    List<Crossing> crossings(Coordinate p, Coordinate q) {
        return crossings(p, q, pieces.size());
    }

    private List<Crossing> crossings(Coordinate p, Coordinate q, int known) {
        List<Crossing> found = new ArrayList<>();
        RobustLineIntersector lines = new RobustLineIntersector();
        for (Piece piece : around(new Envelope(p, q), known)) {
            lines.computeIntersection(p, q, piece.segment.p0, piece.segment.p1);
            if (lines.hasIntersection()) {
                Coordinate at = new Coordinate(lines.getIntersection(0));
                found.add(new Crossing(piece, at, p.distance(at)));
            }
        }
        found.sort(Comparator.comparingDouble(Crossing::along).thenComparingInt(c -> c.piece().number));
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<Piece> around(Envelope box, int known) {
        List<Piece> near = index.query(box);
        return near.stream()
                .filter(piece -> piece.number < known)
                .filter(piece -> box.intersects(new Envelope(piece.segment.p0, piece.segment.p1)))
                .sorted(Comparator.comparingInt(piece -> piece.number))
                .toList();
    }

    private List<List<Coordinate>> withoutDoubles(List<Coordinate> line) {
        int known = pieces.size();
        List<List<Coordinate>> runs = new ArrayList<>();
        List<Coordinate> run = new ArrayList<>();
        double doubled = 0;
        for (int i = 0; i + 1 < line.size(); i++) {
            LineSegment segment = new LineSegment(line.get(i), line.get(i + 1));
            int steps = Math.max(1, (int) Math.ceil(segment.getLength() / STEP));
            for (int s = 0; s < steps; s++) {
                Coordinate at = segment.pointAlong((double) s / steps);
                boolean there = isThere(at, segment.angle(), known);
                doubled = there ? doubled + STEP : 0;
                // A crossing at a sharp angle is near for a moment; only a longer stretch is a double.
                if (doubled > 100) {
                    close(runs, run, 5);
                    run = new ArrayList<>();
                } else {
                    run.add(at);
                }
            }
        }
        if (!run.isEmpty()) {
            run.add(line.get(line.size() - 1));
        }
        close(runs, run, 0);
        return runs;
    }

    private void close(List<List<Coordinate>> runs, List<Coordinate> run, int undo) {
        List<Coordinate> kept = run.subList(0, Math.max(0, run.size() - undo));
        if (kept.size() >= 2 && kept.get(0).distance(kept.get(kept.size() - 1)) + 40 * kept.size() > 120) {
            var whole = new GeometryFactory().createLineString(kept.toArray(Coordinate[]::new));
            runs.add(List.of(DouglasPeuckerSimplifier.simplify(whole, 1).getCoordinates()));
        }
    }

    private boolean isThere(Coordinate at, double angle, int known) {
        Envelope around = new Envelope(at);
        around.expandBy(SAME_ROAD);
        return around(around, known).stream()
                .anyMatch(piece -> piece.segment.distance(at) < SAME_ROAD && sameWay(piece.segment.angle(), angle));
    }

    static boolean sameWay(double angle, double other) {
        double diff = Angle.diff(angle, other);
        return Math.min(diff, Math.PI - diff) < SAME_WAY;
    }

    /** Gives the net its edges, cut at every tie and at the water's edge. */
    void finish() {
        for (Piece piece : pieces) {
            piece.ties.sort(Comparator.comparingDouble(Tie::t).thenComparingInt(Tie::node));
            int from = piece.a;
            for (Tie tie : piece.ties) {
                overWater(from, tie.node, piece.street);
                from = tie.node;
            }
            overWater(from, piece.b, piece.street);
        }
    }

    private void overWater(int from, int to, Street street) {
        Coordinate p = net.at(from);
        Coordinate q = net.at(to);
        var line = new GeometryFactory().createLineString(new Coordinate[] {p, q});
        if (!river.preparedWater.intersects(line)) {
            net.addEdge(from, to, street, StreetNet.Level.GROUND, StreetNet.Way.BOTH);
            return;
        }
        List<Coordinate> shores = new ArrayList<>(
                List.of(river.water.getBoundary().intersection(line).getCoordinates()));
        shores.sort(Comparator.comparingDouble(p::distance));
        int at = from;
        for (Coordinate shore : shores) {
            at = bridgeOrGround(at, net.addNode(shore), street);
        }
        bridgeOrGround(at, to, street);
    }

    private int bridgeOrGround(int from, int to, Street street) {
        Coordinate middle = new LineSegment(net.at(from), net.at(to)).midPoint();
        boolean wet = river.preparedWater.contains(new GeometryFactory().createPoint(middle));
        net.addEdge(from, to, street, wet ? StreetNet.Level.BRIDGE : StreetNet.Level.GROUND, StreetNet.Way.BOTH);
        return to;
    }
}
