package cn.haihe.center.graphhopper.internal;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.ReachRequest;
import cn.haihe.routing.reach.Contours;
import com.graphhopper.util.DistanceCalcEarth;
import com.graphhopper.util.shapes.GHPoint;
import jakarta.ws.rs.core.MultivaluedMap;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * A request for an isochrone as GraphHopper's clients send it.
 *
 * @param isFull every part with its holes, instead of the outline of the main one
 * @param toleranceMetres by which an outline may be made simpler
 */
public record IsochroneQuestion(ReachRequest request, boolean isGeoJson, boolean isFull, double toleranceMetres) {
    private static final int BUCKETS_MAX = 20;

    /** @throws IllegalArgumentException where a parameter is not what GraphHopper expects; the message is for the caller */
    public static IsochroneQuestion read(MultivaluedMap<String, String> query) {
        String point = query.getFirst("point");
        if (point == null) {
            throw new IllegalArgumentException("You need to specify a point at which the isochrone is centered");
        }
        GHPoint place = PointText.read("point", point);
        if (!PointText.onEarth(place)) {
            throw new IllegalArgumentException("point must be on earth: " + point);
        }
        String profile = text(query, "profile", "car");
        if (!profile.equals("car")) {
            throw new IllegalArgumentException(
                    "an isochrone is not served for the profile '" + profile + "', only for car");
        }
        String type = text(query, "type", "json");
        if (!type.equals("json") && !type.equals("geojson")) {
            throw new IllegalArgumentException("Format not supported: " + type);
        }
        double buckets = number(query, "buckets", 1);
        if (!(buckets >= 1 && buckets <= BUCKETS_MAX) || buckets != Math.rint(buckets)) {
            throw new IllegalArgumentException("Number of buckets has to be in the range [1, 20]");
        }
        double distance = number(query, "distance_limit", -1);
        double weight = number(query, "weight_limit", -1);
        double time = number(query, "time_limit", 600);
        boolean isDistance = weight <= 0 && distance > 0;
        double limit = weight > 0 ? weight : isDistance ? distance : time;
        if (!(limit > 0)) {
            throw new IllegalArgumentException("time_limit must be above 0");
        }
        double tolerance = number(query, "tolerance", 0);
        if (tolerance < 0) {
            throw new IllegalArgumentException("tolerance must be 0 or more");
        }
        return new IsochroneQuestion(
                new ReachRequest(
                        new LonLat(place.lon, place.lat),
                        flag(query, "reverse_flow"),
                        isDistance ? ReachRequest.Measure.DISTANCE_METRES : ReachRequest.Measure.TIME_SECONDS,
                        limit,
                        (int) buckets),
                type.equals("geojson"),
                flag(query, "full_geometry"),
                tolerance);
    }

    /** What is told of an area. */
    public Geometry shape(MultiPolygon area) {
        Geometry whole = isFull
                ? area
                : Contours.mainPart(area, request.place().lon(), request.place().lat())
                        .map(Geometry.class::cast)
                        .orElse(area);
        return toleranceMetres == 0
                ? whole
                : TopologyPreservingSimplifier.simplify(whole, toleranceMetres / DistanceCalcEarth.METERS_PER_DEGREE);
    }

    private static String text(MultivaluedMap<String, String> query, String name, String otherwise) {
        String value = query.getFirst(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static double number(MultivaluedMap<String, String> query, String name, double otherwise) {
        String value = query.getFirst(name);
        return value == null || value.isEmpty() ? otherwise : PointText.number(name, value);
    }

    private static boolean flag(MultivaluedMap<String, String> query, String name) {
        return HintForms.flag(name, query.getFirst(name), false);
    }
}
