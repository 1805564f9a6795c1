package cn.haihe.routing.internal;

import cn.haihe.map.city.City;
import cn.haihe.routing.Avoid;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.area.AreaFault;
import cn.haihe.routing.area.AreaLimits;
import java.util.Optional;

/** What is wrong with a request itself, seen before any work is done on it. */
record RequestFaults(City city, RouteLimits limits, AreaLimits areas) {
    Optional<RouteAnswer> find(RouteRequest request) {
        if (request.points().size() > limits.pointsMax()) {
            return Optional.of(new RouteAnswer.TooManyPoints(limits.pointsMax()));
        }
        return findFault(request.avoid());
    }

    private Optional<RouteAnswer> findFault(Avoid avoid) {
        Optional<AreaFault> fault = areas.check(avoid.areas());
        if (fault.isPresent()) {
            return Optional.of(new RouteAnswer.AreaRefused(fault.get(), areas.areasMax(), areas.cornersMax()));
        }
        return avoid.segmentIds().stream()
                .filter(id -> city.findSegment(id).isEmpty())
                .findFirst()
                .map(RouteAnswer.UnknownSegment::new);
    }
}
