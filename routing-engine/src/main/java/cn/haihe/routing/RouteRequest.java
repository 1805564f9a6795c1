package cn.haihe.routing;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.vehicle.Vehicle;
import java.util.List;
import java.util.Objects;

/**
 * Asks for the fastest way.
 *
 * @param points start, any points to pass, destination: two or more, WGS 84
 * @param language of the instructions
 * @param alternativesMax ways beside the best that differ from it, 0 or more; only between two points
 */
public record RouteRequest(
        List<LonLat> points,
        GuideLanguage language,
        Vehicle vehicle,
        Departure departure,
        Avoid avoid,
        int alternativesMax) {
    public RouteRequest {
        points = List.copyOf(points);
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(vehicle, "vehicle");
        Objects.requireNonNull(departure, "departure");
        Objects.requireNonNull(avoid, "avoid");
        if (points.size() < 2) {
            throw new IllegalArgumentException("a route needs two points or more, not " + points.size());
        }
        if (alternativesMax < 0) {
            throw new IllegalArgumentException("alternatives: " + alternativesMax);
        }
    }

    /** By car, now, avoiding nothing. */
    public static RouteRequest of(List<LonLat> points, GuideLanguage language) {
        return new RouteRequest(points, language, Vehicle.CAR, Departure.NOW, Avoid.NOTHING, 0);
    }

    public static RouteRequest between(LonLat from, LonLat to, GuideLanguage language) {
        return of(List.of(from, to), language);
    }

    public RouteRequest with(Vehicle other) {
        return new RouteRequest(points, language, other, departure, avoid, alternativesMax);
    }

    public RouteRequest with(Departure other) {
        return new RouteRequest(points, language, vehicle, other, avoid, alternativesMax);
    }

    public RouteRequest with(Avoid other) {
        return new RouteRequest(points, language, vehicle, departure, other, alternativesMax);
    }

    public RouteRequest withAlternatives(int max) {
        return new RouteRequest(points, language, vehicle, departure, avoid, max);
    }
}
