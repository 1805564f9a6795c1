package cn.haihe.center.graphhopper.internal;

import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.TrafficAge;
import com.graphhopper.util.PMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Tells beside an answer, whose form is GraphHopper's, of which moment the traffic is that it counts with. */
public final class TrafficHeaders {
    public static final String AS_OF = "Haihe-Traffic-As-Of";
    public static final String AGE_SECONDS = "Haihe-Traffic-Age-Seconds";

    private TrafficHeaders() {}

    public static Response with(Response response, Optional<TrafficAge> traffic) {
        return traffic.map(age -> with(response, age.asOf().toString(), Double.toString(age.ageSeconds())))
                .orElse(response);
    }

    /** @param hints of a route's answer */
    public static Response with(Response response, PMap hints) {
        return hints.has(RouteGuide.TRAFFIC_AS_OF)
                ? with(
                        response,
                        hints.getString(RouteGuide.TRAFFIC_AS_OF, ""),
                        Double.toString(hints.getDouble(RouteGuide.TRAFFIC_AGE_SECONDS, 0)))
                : response;
    }

    private static Response with(Response response, String asOf, String ageSeconds) {
        return Response.fromResponse(response)
                .header(AS_OF, asOf)
                .header(AGE_SECONDS, ageSeconds)
                .build();
    }
}
