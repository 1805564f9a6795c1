package cn.haihe.center.routes;

import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.RouteMerit;
import cn.haihe.routing.RouteSignals;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What {@code /pocket/v1/routes} answers.
 *
 * @param plate only where the request gave one
 * @param asOf the moment of the traffic it counts with; absent, with {@code ageSeconds}, where no live traffic is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoutesBody(Instant asOf, Double ageSeconds, PlateBody plate, List<RouteBody> routes) {
    /**
     * @param bans that hold for this plate on the way's time, wherever the way is
     * @param longerSeconds what keeping them costs
     */
    record PlateBody(List<String> bans, boolean areaKnown, double longerSeconds) {}

    /**
     * @param departure and {@code arrival}, {@code usualShare}: only of a way planned for a time; the last is the part of
     *     the distance whose usual speed is known for its hour
     * @param grade the weakest of the live values on the way; absent where there are none
     * @param liveShare 0 to 1, the part of the distance with live values; free flow counts on the rest
     * @param signals how many signals it passes, and at how many of them the duration holds the wait, since their plan
     *     is known; absent while nothing is known of signals
     * @param merits only among alternatives
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RouteBody(
            double distanceMetres,
            double durationSeconds,
            double freeFlowSeconds,
            Instant departure,
            Instant arrival,
            Double usualShare,
            Grade grade,
            double liveShare,
            RouteSignals signals,
            List<RouteMerit> merits,
            Line geometry,
            List<Instruction> instructions,
            List<Stretch> congestion) {}

    /** A GeoJSON LineString. */
    record Line(String type, double[][] coordinates) {}

    /** {@code from} and {@code to} index the points of the geometry. */
    record Instruction(String text, double distanceMetres, double durationSeconds, int from, int to) {}

    record Stretch(int from, int to, CongestionLevel level) {}
}
