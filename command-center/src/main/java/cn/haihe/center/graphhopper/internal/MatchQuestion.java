package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.routes.TravellersVehicles;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.matching.TraceRequest;
import cn.haihe.routing.vehicle.VehicleKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.graphhopper.jackson.Gpx;
import com.graphhopper.util.Helper;
import com.graphhopper.util.shapes.GHPoint;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request for the way of a trace, as GraphHopper's clients send it.
 *
 * @param elevation whether encoded points are read with three numbers
 */
public record MatchQuestion(
        TraceRequest request,
        boolean points,
        boolean encoded,
        double encodedMultiplier,
        boolean elevation,
        boolean traversalKeys) {
    private static final int VISITED_NODES_MAX = 3_000;

    /** The fixes of the only track of a document. */
    public static List<LonLat> fixes(Gpx gpx) {
        if (gpx.trk.isEmpty()) {
            throw new IllegalArgumentException(
                    "No tracks found in GPX document. Are you using waypoints or routes instead?");
        }
        if (gpx.trk.size() > 1) {
            throw new IllegalArgumentException("GPX documents with multiple tracks not supported yet.");
        }
        return gpx.trk.get(0).trkseg.stream()
                .flatMap(segment -> segment.trkpt.stream())
                .map(point -> place(point.lat, point.lon))
                .toList();
    }

    /** The fixes of {@code {"points":[[lon,lat],…]}}. */
    public static List<LonLat> fixes(JsonNode body) {
        JsonNode points = body.path("points");
        if (!points.isArray()) {
            throw new IllegalArgumentException("the body must be {\"points\":[[lon,lat],...]}");
        }
        List<LonLat> fixes = new ArrayList<>(points.size());
        for (JsonNode point : points) {
            if (!point.isArray()
                    || point.size() < 2
                    || !point.get(0).isNumber()
                    || !point.get(1).isNumber()) {
                throw new IllegalArgumentException("points must be a list of [lon,lat]: " + point);
            }
            fixes.add(place(point.get(1).asDouble(), point.get(0).asDouble()));
        }
        return fixes;
    }

    private static LonLat place(double lat, double lon) {
        if (!Double.isFinite(lat) || !Double.isFinite(lon) || !PointText.onEarth(new GHPoint(lat, lon))) {
            throw new IllegalArgumentException("a fix must be on earth: " + lat + "," + lon);
        }
        return new LonLat(lon, lat);
    }

    /** @throws IllegalArgumentException where a parameter is not what GraphHopper expects; the message is for the caller */
    public static MatchQuestion read(List<LonLat> fixes, MultivaluedMap<String, String> query) {
        String type = text(query, "type", "json");
        if (!type.equals("json")) {
            throw new IllegalArgumentException("type " + type + " is not supported, only json");
        }
        double visitedNodes = number(query, "max_visited_nodes", VISITED_NODES_MAX);
        if (!(visitedNodes >= 1)) {
            throw new IllegalArgumentException("max_visited_nodes must be 1 or more");
        }
        TraceRequest request = new TraceRequest(
                fixes,
                kind(text(query, "profile", text(query, "vehicle", "car"))),
                number(query, "gps_accuracy", 10),
                (int) Math.min(VISITED_NODES_MAX, visitedNodes),
                locale(text(query, "locale", "en")),
                flag(query, "instructions", true),
                query.getOrDefault("details", List.of()),
                number(query, "way_point_max_distance", 0.5));
        return new MatchQuestion(
                request,
                flag(query, "calc_points", true),
                flag(query, "points_encoded", true),
                RouteQuestion.multiplier(number(query, "points_encoded_multiplier", 1e5)),
                flag(query, "elevation", false),
                flag(query, "traversal_keys", false));
    }

    private static Locale locale(String text) {
        Locale locale = Helper.getLocale(text);
        return locale.equals(Locale.CHINESE) ? Locale.SIMPLIFIED_CHINESE : locale;
    }

    private static VehicleKind kind(String profile) {
        return TravellersVehicles.find(profile)
                .orElseThrow(() -> new IllegalArgumentException("The requested profile '" + profile
                        + "' does not exist. Available profiles: " + String.join(", ", TravellersVehicles.names())));
    }

    private static String text(MultivaluedMap<String, String> query, String name, String otherwise) {
        String value = query.getFirst(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static double number(MultivaluedMap<String, String> query, String name, double otherwise) {
        return PointText.number(name, text(query, name, Double.toString(otherwise)));
    }

    private static boolean flag(MultivaluedMap<String, String> query, String name, boolean otherwise) {
        return HintForms.flag(name, query.getFirst(name), otherwise);
    }
}
