package cn.haihe.routing;

import cn.haihe.routing.area.AreaFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every way that a request for a route can end. */
public sealed interface RouteAnswer {
    /**
     * @param routes the best first; at least one
     * @param traffic which picture of the traffic they are for; empty where no live traffic has arrived yet, and all
     *     durations are for free flow; and of walkers and cyclists, whom the traffic of cars does not concern
     * @param plate how the rules of plates bore on it; empty where the request gave no plate, or no rules are known
     */
    record Found(List<Route> routes, Optional<TrafficAge> traffic, Optional<PlateNote> plate) implements RouteAnswer {
        public Found {
            routes = List.copyOf(routes);
            if (routes.isEmpty()) {
                throw new IllegalArgumentException("found, but no route");
            }
        }

        public Found(List<Route> routes, Optional<TrafficAge> traffic) {
            this(routes, traffic, Optional.empty());
        }
    }

    /** No road that is open to cars is near this point of the request, counted from 0. */
    record PointOffMap(int pointIndex) implements RouteAnswer {}

    /**
     * This point of the request, counted from 0, lies on a road that is closed now, and no other road is near. A way
     * from another road would begin where the traveller is not.
     */
    record PointClosed(int pointIndex) implements RouteAnswer {}

    /** Both ends are on roads, but no way that is open now leads from one to the other. */
    record NoWay() implements RouteAnswer {}

    /** @param pointsMax as many as one request may have */
    record TooManyPoints(int pointsMax) implements RouteAnswer {}

    /** The search was given up at a limit; there may be a way. */
    record GivenUp(SearchLimit limit) implements RouteAnswer {}

    /** @param what this guide can't do of the request, for a person to read */
    record NotServed(String what) implements RouteAnswer {}

    /** The time of departure or arrival has passed, or is further ahead than traffic is expected for. */
    record TimeOutOfReach(Instant earliest, Instant latest) implements RouteAnswer {}

    /** @param latestDeparture has passed; who sets out now arrives after the time that was asked for */
    record TooLate(Instant latestDeparture) implements RouteAnswer {}

    /** This point of the request, counted from 0, lies on a road that the request itself wants to keep out of. */
    record PointAvoided(int pointIndex) implements RouteAnswer {}

    /** @param areasMax and {@code cornersMax}: as many as one request may have, the corners of all areas together */
    record AreaRefused(AreaFault fault, int areasMax, int cornersMax) implements RouteAnswer {}

    /** The city has no such segment to keep out of. */
    record UnknownSegment(String segmentId) implements RouteAnswer {}

    /**
     * The vehicle may not be where it must: its plate rests then.
     *
     * @param pointIndex the point of the request where that is so; empty where it is on every way between them
     * @param until when that ban ends
     */
    record PlateRests(String banId, OptionalInt pointIndex, Instant until) implements RouteAnswer {}
}
