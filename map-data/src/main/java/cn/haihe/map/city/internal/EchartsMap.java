package cn.haihe.map.city.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * Reads the maps that ECharts 4 ships: GeoJSON whose rings are strings. Each pair of characters is one step, east and
 * north, in 1/1024 degree: the character's code less 64, zigzag encoded (the lowest bit is the sign). The first step of
 * a ring starts at the ring's entry in {@code encodeOffsets}. Rounding to such steps lets some rings cross themselves;
 * those are mended.
 */
public final class EchartsMap {
    private static final double UNITS_PER_DEGREE = 1024;
    private static final int CODE_OF_ZERO = 64;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory(new PrecisionModel(), 4326);

    public record Area(String adcode, String name, Geometry boundary) {}

    private EchartsMap() {}

    /** @throws IllegalStateException where the resource is absent or not such a map: the build went wrong */
    public static List<Area> read(String resource) {
        try (InputStream in = EchartsMap.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return areas(new ObjectMapper().readTree(in), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static List<Area> areas(JsonNode map, String resource) {
        if (!map.path("UTF8Encoding").asBoolean()) {
            throw new IllegalStateException(resource + " is not an encoded map");
        }
        List<Area> areas = new ArrayList<>();
        for (JsonNode feature : map.path("features")) {
            JsonNode geometry = feature.path("geometry");
            areas.add(new Area(
                    feature.path("id").asText(),
                    feature.path("properties").path("name").asText(),
                    GeometryFixer.fix(geometry(geometry.path("type").asText(), geometry))));
        }
        areas.sort(Comparator.comparing(Area::adcode));
        return List.copyOf(areas);
    }

    private static Geometry geometry(String type, JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        JsonNode offsets = geometry.path("encodeOffsets");
        if (type.equals("Polygon")) {
            return polygon(coordinates, offsets);
        }
        if (!type.equals("MultiPolygon")) {
            throw new IllegalStateException("an area is not of type " + type);
        }
        Polygon[] polygons = new Polygon[coordinates.size()];
        for (int i = 0; i < polygons.length; i++) {
            polygons[i] = polygon(coordinates.get(i), offsets.get(i));
        }
        return GEOMETRIES.createMultiPolygon(polygons);
    }

    private static Polygon polygon(JsonNode rings, JsonNode offsets) {
        LinearRing shell = ring(rings.get(0).asText(), offsets.get(0));
        LinearRing[] holes = new LinearRing[rings.size() - 1];
        for (int i = 0; i < holes.length; i++) {
            holes[i] = ring(rings.get(i + 1).asText(), offsets.get(i + 1));
        }
        return GEOMETRIES.createPolygon(shell, holes);
    }

    private static LinearRing ring(String steps, JsonNode offset) {
        List<Coordinate> points = new ArrayList<>();
        int x = offset.get(0).asInt();
        int y = offset.get(1).asInt();
        for (int i = 0; i + 1 < steps.length(); i += 2) {
            x += step(steps.charAt(i));
            y += step(steps.charAt(i + 1));
            points.add(new Coordinate(x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE));
        }
        if (!points.get(0).equals2D(points.get(points.size() - 1))) {
            points.add(points.get(0).copy());
        }
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }

    private static int step(char code) {
        int zigzag = code - CODE_OF_ZERO;
        return (zigzag >> 1) ^ -(zigzag & 1);
    }
}
