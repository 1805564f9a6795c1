package cn.haihe.routing;

import cn.haihe.map.geo.LonLat;
import java.util.List;
import java.util.Objects;

/**
 * Asks for the fastest way by car under the traffic of now.
 *
 * @param points start, any points to pass, destination: two or more, WGS 84
 * @param language of the instructions
 */
public record RouteRequest(List<LonLat> points, GuideLanguage language) {
    public RouteRequest {
        points = List.copyOf(points);
        Objects.requireNonNull(language, "language");
        if (points.size() < 2) {
            throw new IllegalArgumentException("a route needs two points or more, not " + points.size());
        }
    }

    public static RouteRequest between(LonLat from, LonLat to, GuideLanguage language) {
        return new RouteRequest(List.of(from, to), language);
    }
}
