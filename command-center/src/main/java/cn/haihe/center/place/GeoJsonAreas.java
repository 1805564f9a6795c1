package cn.haihe.center.place;

import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Polygons as GeoJSON (RFC 7946) writes them. */
public final class GeoJsonAreas {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private GeoJsonAreas() {}

    /**
     * Reads a geometry {@code Polygon} or {@code MultiPolygon}. Whether they cross themselves is not looked at.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static List<Polygon> read(JsonNode geometry, Crs crs) {
        JsonNode coordinates = geometry.path("coordinates");
        return switch (geometry.path("type").asText()) {
            case "Polygon" -> List.of(polygon(coordinates, crs));
            case "MultiPolygon" -> {
                List<Polygon> polygons = new ArrayList<>();
                for (JsonNode one : array(coordinates, "coordinates")) {
                    polygons.add(polygon(one, crs));
                }
                yield polygons;
            }
            default -> throw new IllegalArgumentException("an area is a GeoJSON Polygon or MultiPolygon");
        };
    }

    /** @return a {@code MultiPolygon} */
    public static Areas write(List<Polygon> polygons, Crs crs) {
        double[][][][] coordinates = polygons.stream()
                .map(polygon -> IntStream.rangeClosed(0, polygon.getNumInteriorRing())
                        .mapToObj(ring -> ring == 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(ring - 1))
                        .map(ring -> line(ring, crs))
                        .toArray(double[][][]::new))
                .toArray(double[][][][]::new);
        return new Areas("MultiPolygon", coordinates);
    }

    /** A GeoJSON MultiPolygon. */
    public record Areas(String type, double[][][][] coordinates) {}

    private static double[][] line(LinearRing ring, Crs crs) {
        Coordinate[] corners = ring.getCoordinates();
        double[][] line = new double[corners.length][];
        for (int i = 0; i < corners.length; i++) {
            LonLat position = crs.fromWgs84(new LonLat(corners[i].x, corners[i].y));
            line[i] = new double[] {rounded(position.lon()), rounded(position.lat())};
        }
        return line;
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }

    private static Polygon polygon(JsonNode rings, Crs crs) {
        if (array(rings, "a polygon").isEmpty()) {
            throw new IllegalArgumentException("a polygon has a ring");
        }
        LinearRing shell = ring(rings.get(0), crs);
        LinearRing[] holes = new LinearRing[rings.size() - 1];
        for (int i = 0; i < holes.length; i++) {
            holes[i] = ring(rings.get(i + 1), crs);
        }
        return GEOMETRIES.createPolygon(shell, holes);
    }

    private static LinearRing ring(JsonNode corners, Crs crs) {
        Coordinate[] line = new Coordinate[array(corners, "a ring").size()];
        for (int i = 0; i < line.length; i++) {
            JsonNode corner = corners.get(i);
            if (!corner.isArray()
                    || corner.size() < 2
                    || !corner.get(0).isNumber()
                    || !corner.get(1).isNumber()) {
                throw new IllegalArgumentException("a corner is [lon,lat]");
            }
            LonLat position = crs.toWgs84(
                    new LonLat(corner.get(0).doubleValue(), corner.get(1).doubleValue()));
            line[i] = new Coordinate(position.lon(), position.lat());
        }
        if (line.length < 4 || !line[0].equals2D(line[line.length - 1])) {
            throw new IllegalArgumentException("a ring has four corners or more, and the last is the first again");
        }
        return GEOMETRIES.createLinearRing(line);
    }

    private static JsonNode array(JsonNode node, String what) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(what + " must be an array");
        }
        return node;
    }
}
