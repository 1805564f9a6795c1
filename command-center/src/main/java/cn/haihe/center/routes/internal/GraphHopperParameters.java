package cn.haihe.center.routes.internal;

import com.graphhopper.GHRequest;
import com.graphhopper.util.Helper;
import com.graphhopper.util.shapes.GHPoint;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;

/** GraphHopper's query parameters, with the defaults that its own server has. */
public final class GraphHopperParameters {
    private static final Set<String> OF_THE_REQUEST = Set.of(
            "point",
            "profile",
            "algorithm",
            "locale",
            "point_hint",
            "curbside",
            "snap_prevention",
            "details",
            "heading");

    private GraphHopperParameters() {}

    /** @throws IllegalArgumentException where a parameter is not what GraphHopper expects; the message is for the caller */
    public static GraphHopperJson.Asked read(MultivaluedMap<String, String> query) {
        List<GHPoint> points =
                all(query, "point").stream().map(GraphHopperParameters::point).toList();
        GHRequest request = new GHRequest(points);
        request.setProfile(first(query, "profile", "car"));
        request.setAlgorithm(first(query, "algorithm", ""));
        request.setLocale(first(query, "locale", "en"));
        request.setPointHints(all(query, "point_hint"));
        request.setCurbsides(all(query, "curbside"));
        request.setPathDetails(all(query, "details"));
        request.setHeadings(all(query, "heading").stream()
                .map(text -> number("heading", text))
                .toList());
        if (query.containsKey("snap_prevention")) {
            request.setSnapPreventions(all(query, "snap_prevention"));
        }
        query.forEach((name, values) -> {
            if (!OF_THE_REQUEST.contains(name) && values.size() == 1) {
                request.getHints().putObject(Helper.camelCaseToUnderScore(name), Helper.toObject(values.get(0)));
            }
        });
        return GraphHopperJson.Asked.of(request);
    }

    private static GHPoint point(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("point must be lat,lon: " + text);
        }
        return new GHPoint(number("point", parts[0]), number("point", parts[1]));
    }

    private static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number: " + text, e);
        }
        throw new IllegalArgumentException(name + " must be a finite number: " + text);
    }

    private static List<String> all(MultivaluedMap<String, String> query, String name) {
        return query.getOrDefault(name, List.of());
    }

    private static String first(MultivaluedMap<String, String> query, String name, String otherwise) {
        String value = query.getFirst(name);
        return value == null ? otherwise : value;
    }
}
