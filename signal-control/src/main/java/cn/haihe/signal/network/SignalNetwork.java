package cn.haihe.signal.network;

import java.util.List;
import java.util.Optional;

/**
 * A network of signals with the demand of one horizon; what the optimisers and the queue model work on.
 *
 * @param name of the scenario or the area
 * @param beginSeconds begin of the horizon on the network's own clock; offsets of plans count from it
 * @param intervalSeconds length of the intervals that demand is given for; the last may be cut by the horizon's end
 */
public record SignalNetwork(
        String name,
        double beginSeconds,
        double endSeconds,
        double intervalSeconds,
        PlanLimits limits,
        List<Intersection> intersections,
        List<RoadLink> links) {
    public SignalNetwork {
        intersections = List.copyOf(intersections);
        links = List.copyOf(links);
        boolean inRange = endSeconds > beginSeconds && endSeconds - beginSeconds <= 86_400 && intervalSeconds >= 1;
        if (!inRange) {
            throw new IllegalArgumentException(
                    "horizon " + beginSeconds + " to " + endSeconds + " s by " + intervalSeconds + " s");
        }
        int intervals = (int) Math.ceil((endSeconds - beginSeconds) / intervalSeconds);
        boolean haveAll = intersections.stream()
                        .flatMap(intersection -> intersection.movements().stream())
                        .allMatch(movement -> movement.desiredPerHour().size() == intervals)
                && links.stream().allMatch(link -> link.flowPerHour().size() == intervals);
        if (!haveAll) {
            throw new IllegalArgumentException("a flow has not one figure for each of " + intervals + " intervals");
        }
    }

    public double horizonSeconds() {
        return endSeconds - beginSeconds;
    }

    public int intervalCount() {
        return (int) Math.ceil(horizonSeconds() / intervalSeconds);
    }

    public Optional<Intersection> findIntersection(String id) {
        return intersections.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
