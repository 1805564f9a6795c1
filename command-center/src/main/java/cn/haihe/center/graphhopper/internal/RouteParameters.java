package cn.haihe.center.graphhopper.internal;

import com.graphhopper.GHRequest;
import com.graphhopper.util.Helper;
import com.graphhopper.util.shapes.GHPoint;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;

/** GraphHopper's parameters of a route, with the defaults that its own server has. */
public final class RouteParameters {
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

    private RouteParameters() {}

    /** @throws IllegalArgumentException where a parameter is not what GraphHopper expects; the message is for the caller */
    public static RouteQuestion read(MultivaluedMap<String, String> query) {
        List<GHPoint> points = all(query, "point").stream()
                .map(text -> PointText.read("point", text))
                .toList();
        GHRequest request = new GHRequest(points);
        request.setProfile(first(query, "profile", "car"));
        request.setAlgorithm(first(query, "algorithm", ""));
        request.setLocale(first(query, "locale", "en"));
        request.setPointHints(all(query, "point_hint"));
        request.setCurbsides(all(query, "curbside"));
        request.setPathDetails(all(query, "details"));
        request.setHeadings(all(query, "heading").stream()
                .map(text -> PointText.number("heading", text))
                .toList());
        if (query.containsKey("snap_prevention")) {
            request.setSnapPreventions(all(query, "snap_prevention"));
        }
        query.forEach((name, values) -> {
            if (!OF_THE_REQUEST.contains(name) && values.size() == 1) {
                request.getHints().putObject(Helper.camelCaseToUnderScore(name), Helper.toObject(values.get(0)));
            }
        });
        RouteQuestion question = RouteQuestion.of(request);
        if (question.elevation()) {
            throw new IllegalArgumentException("Elevation not supported!");
        }
        return question;
    }

    /** The same of a body, where GraphHopper lets elevation pass. */
    public static RouteQuestion read(GHRequest request) {
        return RouteQuestion.of(request);
    }

    private static List<String> all(MultivaluedMap<String, String> query, String name) {
        return query.getOrDefault(name, List.of());
    }

    private static String first(MultivaluedMap<String, String> query, String name, String otherwise) {
        String value = query.getFirst(name);
        return value == null ? otherwise : value;
    }
}
