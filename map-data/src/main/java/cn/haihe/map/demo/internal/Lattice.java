package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.locationtech.jts.algorithm.Angle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * The streets made up: a grid, bent by {@link Bend}, and tied to the {@link Skeleton} wherever it meets it. Every third
 * or fourth line is a main street; local streets end at the rings, and no street crosses the water.
 */
final class Lattice {
    private static final double MISSING = 0.14;
    private static final double ONE_WAY_CENTRE = 3_000;
    private static final int MAIN_STRETCH = 26;
    private static final int LOCAL_STRETCH = 11;

    private static final Kind[] MAIN_KINDS = {Kind.PRIMARY, Kind.TERTIARY, Kind.SECONDARY, Kind.TERTIARY};

    private final StreetNet net;
    private final Skeleton skeleton;
    private final River river;
    private final PreparedGeometry region;
    private final PreparedGeometry localRegion;
    private final Bend bend;
    private final Dice dice;
    private final StreetNames names;
    private final Streets streets;
    private final int half;
    private final Kind[] eastWestKind;
    private final Kind[] northSouthKind;
    private final int[][] nodeAt;
    private final Coordinate[][] position;
    private final Map<Long, Street> streetOfStretch = new HashMap<>();

    Lattice(
            StreetNet net,
            Skeleton skeleton,
            River river,
            Geometry region,
            Geometry localRegion,
            double spacingFactor,
            StreetNames names,
            Streets streets,
            long seed) {
        this.net = net;
        this.skeleton = skeleton;
        this.river = river;
        this.region = PreparedGeometryFactory.prepare(region);
        this.localRegion = PreparedGeometryFactory.prepare(localRegion);
        this.names = names;
        this.streets = streets;
        Random random = new Random(seed);
        bend = new Bend(spacingFactor, random);
        dice = new Dice(seed);
        double farthest = 0;
        for (Coordinate c : region.getCoordinates()) {
            farthest = Math.max(farthest, Math.hypot(c.x, c.y));
        }
        half = (int) Math.ceil(bend.stepsTo(farthest)) + 1;
        eastWestKind = kinds(random);
        northSouthKind = kinds(random);
        nodeAt = new int[2 * half + 1][2 * half + 1];
        position = new Coordinate[2 * half + 1][2 * half + 1];
    }

    private Kind[] kinds(Random random) {
        Kind[] kinds = new Kind[2 * half + 1];
        int next = random.nextInt(3);
        int main = random.nextInt(MAIN_KINDS.length);
        for (int i = 0; i < kinds.length; i++) {
            if (i == next) {
                kinds[i] = MAIN_KINDS[main++ % MAIN_KINDS.length];
                next += 3 + random.nextInt(2);
            } else {
                kinds[i] = Kind.RESIDENTIAL;
            }
        }
        return kinds;
    }

    void draw() {
        place();
        // Main streets first: they take the plain names, and they are what local streets tie to at the skeleton.
        for (boolean main : new boolean[] {true, false}) {
            for (int i = 0; i <= 2 * half; i++) {
                for (int j = 0; j <= 2 * half; j++) {
                    if (i < 2 * half && eastWestKind[j].isMain() == main) {
                        connect(i, j, i + 1, j, true);
                    }
                    if (j < 2 * half && northSouthKind[i].isMain() == main) {
                        connect(i, j, i, j + 1, false);
                    }
                }
            }
        }
    }

    private void place() {
        GeometryFactory points = new GeometryFactory();
        for (int i = 0; i <= 2 * half; i++) {
            for (int j = 0; j <= 2 * half; j++) {
                Coordinate at = bend.at(i - half, j - half);
                nodeAt[i][j] = -1;
                if (!region.contains(points.createPoint(at))) {
                    continue;
                }
                position[i][j] = at;
                if (river.preparedCorridor.contains(points.createPoint(at))) {
                    continue;
                }
                boolean main = eastWestKind[j].isMain() || northSouthKind[i].isMain();
                Optional<Skeleton.Piece> near = skeleton.nearest(at, main ? 50 : 42);
                nodeAt[i][j] = near.map(piece -> skeleton.nodeOn(piece, piece.segment.closestPoint(at)))
                        .orElseGet(() -> net.addNode(at));
                position[i][j] = net.at(nodeAt[i][j]);
            }
        }
    }

    private void connect(int i, int j, int k, int l, boolean eastWest) {
        if (position[i][j] == null || position[k][l] == null) {
            return;
        }
        boolean wetStart = nodeAt[i][j] < 0;
        boolean wetEnd = nodeAt[k][l] < 0;
        if (wetStart && wetEnd) {
            return;
        }
        Kind kind = eastWest ? eastWestKind[j] : northSouthKind[i];
        if (!kind.isMain()
                && (dice.roll(i, j, eastWest ? 1 : 2) < MISSING
                        || !isLocal(position[i][j])
                        || !isLocal(position[k][l]))) {
            return;
        }
        Street street = street(eastWest, eastWest ? j : i, eastWest ? i : j, kind);
        StreetNet.Way way = way(kind, eastWest, eastWest ? j : i, position[i][j]);
        if (wetEnd) {
            tie(nodeAt[i][j], position[k][l], -1, street, way);
        } else if (wetStart) {
            tie(nodeAt[k][l], position[i][j], -1, street, reversed(way));
        } else {
            tie(nodeAt[i][j], position[k][l], nodeAt[k][l], street, way);
        }
    }

    private boolean isLocal(Coordinate at) {
        return localRegion.contains(new GeometryFactory().createPoint(at));
    }

    private static StreetNet.Way reversed(StreetNet.Way way) {
        return switch (way) {
            case BOTH -> way;
            case FORWARD -> StreetNet.Way.BACKWARD;
            case BACKWARD -> StreetNet.Way.FORWARD;
        };
    }

    /** Draws from a node towards a point, meeting the skeleton on the way; ends at the bank road if there is no end. */
    private void tie(int from, Coordinate towards, int end, Street street, StreetNet.Way way) {
        Coordinate start = net.at(from);
        double length = start.distance(towards);
        double angle = Angle.angle(start, towards);
        List<Integer> through = new ArrayList<>(List.of(from));
        boolean overpass = false;
        for (Skeleton.Crossing crossing : skeleton.crossings(start, towards)) {
            boolean atStart = crossing.along() < 1;
            boolean atEnd = end >= 0 && crossing.along() > length - 1;
            LineSegment piece = crossing.piece().segment;
            boolean along = Skeleton.sameWay(piece.angle(), angle);
            if (along && (atStart || atEnd) && nearBoth(piece, start, towards)) {
                return;
            }
            if (atStart || atEnd) {
                continue;
            }
            if (along) {
                return;
            }
            Kind met = crossing.piece().street.kind();
            boolean grand = met == Kind.EXPRESSWAY || met == Kind.RING;
            if (grand && !street.kind().isMain()) {
                return;
            }
            if (met == Kind.EXPRESSWAY && street.kind() == Kind.TERTIARY) {
                overpass = true;
                continue;
            }
            through.add(skeleton.nodeOn(crossing.piece(), crossing.at()));
            if (end < 0) {
                break;
            }
        }
        if (end < 0 && through.size() < 2) {
            return;
        }
        if (end >= 0) {
            through.add(end);
        }
        StreetNet.Level level = overpass ? StreetNet.Level.OVERPASS : StreetNet.Level.GROUND;
        for (int n = 0; n + 1 < through.size(); n++) {
            if (isDry(through.get(n), through.get(n + 1))) {
                net.addEdge(through.get(n), through.get(n + 1), street, level, way);
            }
        }
    }

    private boolean isDry(int from, int to) {
        return !river.preparedWater.intersects(
                new GeometryFactory().createLineString(new Coordinate[] {net.at(from), net.at(to)}));
    }

    private static boolean nearBoth(LineSegment piece, Coordinate p, Coordinate q) {
        return new LineSegment(p, q).midPoint().distance(piece.project(new LineSegment(p, q).midPoint())) < 20;
    }

    private Street street(boolean eastWest, int line, int along, Kind kind) {
        int stretchLength = kind.isMain() ? MAIN_STRETCH : LOCAL_STRETCH;
        int stretch = (along + (line * 7) % stretchLength) / stretchLength;
        long key = ((eastWest ? 1L : 0L) << 40) | ((long) line << 20) | stretch;
        return streetOfStretch.computeIfAbsent(key, k -> {
            StreetNames.Name name = names.next(eastWest);
            return streets.add(name.zh(), name.en(), kind, Street.SYNTHETIC);
        });
    }

    private StreetNet.Way way(Kind kind, boolean eastWest, int line, Coordinate at) {
        if (kind.isMain()) {
            return StreetNet.Way.BOTH;
        }
        double share = Math.hypot(at.x, at.y) < ONE_WAY_CENTRE ? 0.5 : 0.08;
        // One draw for the line and its part of town, so that a one-way street stays one for some blocks.
        int part = (int) Math.floor((eastWest ? at.x : at.y) / 1500);
        if (dice.roll(line, part, eastWest ? 3 : 4) >= share) {
            return StreetNet.Way.BOTH;
        }
        return line % 2 == 0 ? StreetNet.Way.FORWARD : StreetNet.Way.BACKWARD;
    }
}
