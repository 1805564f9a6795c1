package cn.haihe.routing;

import cn.haihe.map.traffic.Grade;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.LineString;

/**
 * A way by car.
 *
 * @param durationSeconds under the traffic of now; where no live speed is known, in free flow
 * @param freeFlowSeconds of the same way on empty roads
 * @param geometry WGS 84, two points at least
 * @param congestion stretches with live speeds, in order, not overlapping; what they leave out has no live speed
 * @param segments indexes of the city's segments along it, in order, the first and the last perhaps in part; where it
 *     leaves them, as on a way inside a car park, they have a gap
 * @param signals empty where nothing was told of signals
 * @param liveShare 0 to 1, the part of the distance with live speeds
 * @param grade the weakest of the live values used; empty where there are none
 * @param times of a way that was planned for a time; its durations, congestion and shares are as expected then. Empty for
 *     one that sets out now
 * @param merits what speaks for it among the ways of an answer; none where it is the only one
 */
public record Route(
        double distanceMetres,
        double durationSeconds,
        double freeFlowSeconds,
        LineString geometry,
        List<RouteStep> steps,
        List<CongestionStretch> congestion,
        List<Integer> segments,
        Optional<RouteSignals> signals,
        double liveShare,
        Optional<Grade> grade,
        Optional<RouteTimes> times,
        List<RouteMerit> merits) {
    public Route {
        merits = List.copyOf(merits);
        steps = List.copyOf(steps);
        congestion = List.copyOf(congestion);
        segments = List.copyOf(segments);
    }

    public Route withMerits(List<RouteMerit> of) {
        return new Route(
                distanceMetres,
                durationSeconds,
                freeFlowSeconds,
                geometry,
                steps,
                congestion,
                segments,
                signals,
                liveShare,
                grade,
                times,
                of);
    }
}
