package cn.haihe.map.osm.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.NearSegment;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;

/**
 * Guidance signs: nodes with {@code traffic_sign=variable_message}, on a road or beside it. On a road, {@code direction}
 * ({@code forward}, {@code backward}) says which traffic reads it; beside one it says where the face looks to, and
 * without it the sign is for the traffic that has it on its right, as traffic drives in China. Such signs are set up for
 * main roads, so one of those counts before a small street that is nearer.
 */
final class SignBuilder {
    private static final String SIGN = "traffic_sign";
    private static final String VARIABLE_MESSAGE = "variable_message";
    private static final double BESIDE_METRES_MAX = 40;
    private static final double FACING_DEGREES_MAX = 60;
    private static final List<String> COMPASS =
            List.of("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW");

    private final OsmData data;
    private final Skips skips;
    private final List<Piece> pieces;
    private final City city;
    private final List<GuidanceSign> signs = new ArrayList<>();

    SignBuilder(OsmData data, Skips skips, List<Piece> pieces, City city) {
        this.data = data;
        this.skips = skips;
        this.pieces = pieces;
        this.city = city;
    }

    List<GuidanceSign> build() {
        SortedMap<Long, Tags> nodes = new TreeMap<>();
        data.nodesWithTags().forEach(node -> {
            if (isSign(node.getValue())) {
                nodes.put(node.getKey(), node.getValue());
            }
        });
        if (nodes.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Piece>> onRoad = piecesThrough(nodes);
        CityIndex index = new CityIndex(city);
        nodes.forEach((node, tags) -> {
            if (onRoad.containsKey(node)) {
                onRoad(node, tags, onRoad.get(node));
            } else {
                besideRoad(node, tags, index);
            }
        });
        return signs;
    }

    private static boolean isSign(Tags tags) {
        return tags.lists(SIGN, VARIABLE_MESSAGE)
                || tags.lists(SIGN + ":forward", VARIABLE_MESSAGE)
                || tags.lists(SIGN + ":backward", VARIABLE_MESSAGE);
    }

    private Map<Long, List<Piece>> piecesThrough(SortedMap<Long, Tags> nodes) {
        Map<Long, List<Piece>> through = new HashMap<>();
        for (Piece piece : pieces) {
            for (int i = 1; i < piece.nodes().length; i++) {
                if (nodes.containsKey(piece.nodes()[i])) {
                    through.computeIfAbsent(piece.nodes()[i], any -> new ArrayList<>(2))
                            .add(piece);
                }
            }
        }
        return through;
    }

    private void onRoad(long node, Tags tags, List<Piece> through) {
        String direction = direction(tags);
        List<Piece> read = through.stream()
                .filter(piece -> piece.forward() ? !direction.equals("backward") : !direction.equals("forward"))
                .toList();
        if (read.size() != 1) {
            skips.count(read.isEmpty() ? SkipReason.SIGN_OFF_ROAD : SkipReason.SIGN_WITHOUT_DIRECTION);
            return;
        }
        add(node, tags, read.get(0).segment().id(), fraction(read.get(0), node));
    }

    private static String direction(Tags tags) {
        if (tags.has(SIGN + ":forward") || tags.has(SIGN + ":backward")) {
            return tags.has(SIGN + ":forward") ? "forward" : "backward";
        }
        return tags.has("direction") ? tags.get("direction") : tags.get(SIGN + ":direction");
    }

    private double fraction(Piece piece, long node) {
        double metres = 0;
        double before = 0;
        for (int i = 1; i < piece.nodes().length; i++) {
            Coordinate a = data.nodes().get(piece.nodes()[i - 1]);
            Coordinate b = data.nodes().get(piece.nodes()[i]);
            metres += Distances.metres(a.x, a.y, b.x, b.y);
            if (piece.nodes()[i] == node) {
                before = metres;
            }
        }
        return metres == 0 ? 1 : before / metres;
    }

    private void besideRoad(long node, Tags tags, CityIndex index) {
        LonLat position = position(node);
        OptionalDouble faces = degrees(direction(tags));
        List<NearSegment> around = index.segmentsNear(position, BESIDE_METRES_MAX).stream()
                .filter(near -> near.segment().roadClass() != RoadClass.SERVICE)
                .sorted(Comparator.comparing(near -> near.segment().roadClass().compareTo(RoadClass.SECONDARY) > 0))
                .toList();
        Optional<NearSegment> read = around.stream()
                .filter(near -> faces.isPresent() ? meets(near, faces.getAsDouble()) : isOnItsRight(near, position))
                .findFirst();
        read.ifPresentOrElse(
                near -> add(node, tags, near.segment().id(), near.fraction()),
                () -> skips.count(around.isEmpty() ? SkipReason.SIGN_OFF_ROAD : SkipReason.SIGN_WITHOUT_DIRECTION));
    }

    private static boolean meets(NearSegment near, double facesDegrees) {
        return Math.abs(Distances.turnDegrees(near.bearingDegrees(), facesDegrees + 180)) <= FACING_DEGREES_MAX;
    }

    private static boolean isOnItsRight(NearSegment near, LonLat position) {
        Geometry sign =
                near.segment().geometry().getFactory().createPoint(new Coordinate(position.lon(), position.lat()));
        Coordinate passed = DistanceOp.nearestPoints(near.segment().geometry(), sign)[0];
        double seen = Distances.bearingDegrees(passed.x, passed.y, position.lon(), position.lat());
        return near.distanceMetres() > 0 && Distances.turnDegrees(near.bearingDegrees(), seen) > 0;
    }

    private static OptionalDouble degrees(String direction) {
        int compass = COMPASS.indexOf(direction.toUpperCase(Locale.ROOT));
        if (compass >= 0) {
            return OptionalDouble.of(compass * 360.0 / COMPASS.size());
        }
        try {
            double degrees = Double.parseDouble(direction);
            return Double.isFinite(degrees)
                    ? OptionalDouble.of(Distances.normalDegrees(degrees))
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void add(long node, Tags tags, String segmentId, double fraction) {
        Names given = tags.names();
        Names names = given.isEmpty() ? new Names(tags.get("ref"), tags.get("ref")) : given;
        signs.add(new GuidanceSign("v" + node, names, position(node), segmentId, Math.min(1, Math.max(0, fraction))));
    }

    private LonLat position(long node) {
        Coordinate at = data.nodes().get(node);
        return new LonLat(at.x, at.y);
    }
}
