package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.routes.TravellersVehicles;
import com.graphhopper.GHRequest;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.shapes.GHPoint;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A request for a route, and how its answer is to be written. */
public record RouteQuestion(
        GHRequest request,
        boolean instructions,
        boolean points,
        boolean encoded,
        double encodedMultiplier,
        boolean elevation) {
    /** @throws IllegalArgumentException where the request is not what GraphHopper would take */
    static RouteQuestion of(GHRequest request) {
        requireWhole("points", request.getPoints());
        requireWhole("headings", request.getHeadings());
        requireWhole("point_hints", request.getPointHints());
        requireWhole("curbsides", request.getCurbsides());
        requireWhole("snap_preventions", request.getSnapPreventions());
        requireWhole("details", request.getPathDetails());
        for (GHPoint point : request.getPoints()) {
            if (!Double.isFinite(point.lat) || !Double.isFinite(point.lon)) {
                throw new IllegalArgumentException("a point must be of finite numbers: " + point);
            }
        }
        PMap hints = request.getHints();
        HintForms.require(hints);
        String type = hints.getString("type", "json");
        if (!type.equals("json")) {
            throw new IllegalArgumentException("type " + type + " is not supported, only json");
        }
        if (request.getProfile() == null || request.getProfile().isEmpty()) {
            request.setProfile("car");
        }
        if (TravellersVehicles.find(request.getProfile()).isEmpty()) {
            throw new IllegalArgumentException("The requested profile '" + request.getProfile()
                    + "' does not exist.\nAvailable profiles: " + TravellersVehicles.names());
        }
        if (request.getLocale().equals(Locale.CHINESE)) {
            request.setLocale(Locale.SIMPLIFIED_CHINESE);
        }
        return new RouteQuestion(
                request,
                hints.getBool(Parameters.Routing.INSTRUCTIONS, true),
                hints.getBool(Parameters.Routing.CALC_POINTS, true),
                hints.getBool("points_encoded", true),
                multiplier(hints.getDouble("points_encoded_multiplier", 1e5)),
                hints.getBool("elevation", false));
    }

    /** How finely encoded points are to be given: steps a degree. */
    static double multiplier(double asked) {
        if (!(asked >= 1 && asked <= 1e7)) {
            throw new IllegalArgumentException("points_encoded_multiplier must be 1 to 1e7: " + asked);
        }
        return asked;
    }

    private static void requireWhole(String name, List<?> values) {
        if (values == null || ((Collection<?>) values).stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(name + " must be a list without null");
        }
    }
}
