package cn.haihe.center.graphhopper.internal;

import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.databind.JsonNode;
import com.graphhopper.util.shapes.GHPoint;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request for a matrix, as GraphHopper's clients send it.
 *
 * @param outArrays of {@code times}, {@code distances}, {@code weights}
 * @param failFast whether one place off the map, or one way that does not exist, makes the whole an error
 */
public record MatrixQuestion(
        List<LonLat> from, List<LonLat> to, Set<String> outArrays, String profile, boolean failFast) {
    private static final Set<String> ARRAYS = Set.of("times", "distances", "weights");
    /** What would change the answer, and is not honoured here. */
    private static final List<String> REFUSED = List.of(
            "curbsides",
            "from_curbsides",
            "to_curbsides",
            "point_hints",
            "from_point_hints",
            "to_point_hints",
            "snap_preventions",
            "custom_model");

    /** @throws IllegalArgumentException where a parameter is not what GraphHopper expects; the message is for the caller */
    public static MatrixQuestion read(MultivaluedMap<String, String> query) {
        List<LonLat> points = points("point", query.getOrDefault("point", List.of()));
        List<LonLat> from = points("from_point", query.getOrDefault("from_point", List.of()));
        List<LonLat> to = points("to_point", query.getOrDefault("to_point", List.of()));
        for (String name : REFUSED) {
            String single = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
            if (query.getOrDefault(single, List.of()).stream().anyMatch(value -> !value.isEmpty())) {
                throw new IllegalArgumentException("matrix: " + single + " is not supported");
            }
        }
        return of(
                points,
                from,
                to,
                query.getOrDefault("out_array", List.of()),
                Optional.ofNullable(query.getFirst("profile")).orElse("car"),
                !"false".equals(query.getFirst("fail_fast")));
    }

    /** The same of a body. */
    public static MatrixQuestion read(JsonNode body) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
        for (String name : REFUSED) {
            if (!isEmpty(body.path(name))) {
                throw new IllegalArgumentException("matrix: " + name + " is not supported");
            }
        }
        List<String> arrays = new ArrayList<>();
        list(body, "out_arrays").forEach(name -> arrays.add(name.asText()));
        JsonNode failFast = body.path("fail_fast");
        if (!failFast.isMissingNode() && !failFast.isBoolean()) {
            throw new IllegalArgumentException("fail_fast must be true or false");
        }
        return of(
                points(body, "points"),
                points(body, "from_points"),
                points(body, "to_points"),
                arrays,
                body.path("profile").asText("car"),
                failFast.asBoolean(true));
    }

    private static MatrixQuestion of(
            List<LonLat> points,
            List<LonLat> from,
            List<LonLat> to,
            List<String> arrays,
            String profile,
            boolean failFast) {
        if (points.isEmpty() == (from.isEmpty() && to.isEmpty())) {
            throw new IllegalArgumentException("give either points, or from_points and to_points");
        }
        if (points.isEmpty() && (from.isEmpty() || to.isEmpty())) {
            throw new IllegalArgumentException("from_points and to_points need a point each, or more");
        }
        Set<String> outArrays = new LinkedHashSet<>(arrays.isEmpty() ? List.of("weights") : arrays);
        if (!ARRAYS.containsAll(outArrays)) {
            throw new IllegalArgumentException("out_arrays can be times, distances and weights: " + outArrays);
        }
        return new MatrixQuestion(
                points.isEmpty() ? from : points,
                points.isEmpty() ? to : points,
                outArrays,
                profile.isEmpty() ? "car" : profile,
                failFast);
    }

    private static boolean isEmpty(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return true;
        }
        boolean isEmpty = !value.isValueNode();
        for (JsonNode element : value) {
            isEmpty &= element.isTextual() && element.asText().isEmpty();
        }
        return isEmpty;
    }

    private static JsonNode list(JsonNode body, String name) {
        JsonNode list = body.path(name);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw new IllegalArgumentException(name + " must be a list");
        }
        return list;
    }

    private static List<LonLat> points(JsonNode body, String name) {
        List<LonLat> points = new ArrayList<>();
        for (JsonNode point : list(body, name)) {
            if (!point.isArray()
                    || point.size() < 2
                    || !point.get(0).isNumber()
                    || !point.get(1).isNumber()) {
                throw new IllegalArgumentException(name + " must be a list of [lon,lat]: " + point);
            }
            points.add(place(name, point.get(1).asDouble(), point.get(0).asDouble()));
        }
        return points;
    }

    private static List<LonLat> points(String name, List<String> texts) {
        return texts.stream()
                .map(text -> {
                    GHPoint point = PointText.read(name, text);
                    return place(name, point.lat, point.lon);
                })
                .toList();
    }

    private static LonLat place(String name, double lat, double lon) {
        if (!PointText.onEarth(new GHPoint(lat, lon))) {
            throw new IllegalArgumentException(name + " must be on earth: " + lat + "," + lon);
        }
        return new LonLat(lon, lat);
    }
}
