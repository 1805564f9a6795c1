package cn.haihe.routing.internal;

import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.Departure;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.SearchLimit;
import cn.haihe.routing.TrafficAge;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.VehicleRoads;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.util.Parameters.Algorithms;
import com.graphhopper.util.Parameters.Algorithms.AltRoute;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.exceptions.ConnectionNotFoundException;
import com.graphhopper.util.exceptions.MaximumNodesExceededException;
import com.graphhopper.util.exceptions.PointNotFoundException;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Answers one request for a route under one picture of the traffic: now or planned, by any vehicle, with its bans. */
final class RouteFinder {
    private static final int ALTERNATIVES_MAX = 4;

    private final RoadGraph graph;
    private final RoadArcs arcs;
    private final Kinds kinds;
    private final Places places;
    private final StreetNames streetNames;
    private final LiveSearch search;
    private final JourneyPlanner planner;
    private final PlannedRoutes planned;
    private final RouteWriter writer;
    private final MisplacedPoints misplacedPoints;
    private final LiveSpeeds noTraffic;
    private final RouteLimits limits;
    private final Clock clock;

    RouteFinder(
            RoadGraph graph,
            RoadArcs arcs,
            Kinds kinds,
            Places places,
            StreetNames streetNames,
            LiveSearch search,
            JourneyPlanner planner,
            PlannedRoutes planned,
            CongestionScale scale,
            LiveSpeeds noTraffic,
            RouteLimits limits,
            Clock clock) {
        this.graph = graph;
        this.arcs = arcs;
        this.kinds = kinds;
        this.places = places;
        this.streetNames = streetNames;
        this.search = search;
        this.planner = planner;
        this.planned = planned;
        this.noTraffic = noTraffic;
        this.limits = limits;
        this.clock = clock;
        writer = new RouteWriter(scale);
        misplacedPoints = new MisplacedPoints(graph);
    }

    /** @param plateAreas where rules of plates hold; empty while none are known */
    RouteAnswer find(RouteRequest request, LiveMetrics.Picture picture, Optional<PlateAreas> plateAreas) {
        return planner.findKeptOut(request.avoid(), limits.searchMillisMax())
                .map(avoided -> find(request, avoided, picture, plateAreas))
                .orElseGet(() -> new RouteAnswer.GivenUp(SearchLimit.TIME));
    }

    private RouteAnswer find(
            RouteRequest request, Bans avoided, LiveMetrics.Picture picture, Optional<PlateAreas> plateAreas) {
        Optional<PlannedRoutes.Plan> plan = request.departure() instanceof Departure.Now
                ? Optional.empty()
                : Optional.of(planned.plan(request, avoided, picture, kindSpeeds(request, picture)));
        List<GHPoint> points = request.points().stream().map(places::onMap).toList();
        Optional<RouteAnswer> refused = plan.flatMap(PlannedRoutes.Plan::findRefusal)
                .or(() -> findMisplaced(request, avoided, points, picture.speeds(), plan))
                .or(() -> plan.flatMap(ahead -> findClosedThen(request, points, ahead)));
        if (refused.isPresent()) {
            return refused.get();
        }
        Instant now = clock.instant();
        Instant moment = plan.map(PlannedRoutes.Plan::moment).orElse(now);
        Function<Bans, RouteAnswer> under = bans -> plan.isPresent()
                ? routeAhead(request, points, plan.get(), bans)
                : routeNow(request, avoided, points, picture, bans, now);
        Optional<PlateWatch> watch = request.vehicle()
                .plate()
                .flatMap(plate -> plateAreas.map(
                        areas -> new PlateWatch(areas, plate, request.vehicle().kind(), moment)));
        return watch.isPresent()
                ? new PlateSearch(graph, points, watch.get(), moment).answer(under)
                : under.apply(Bans.NONE);
    }

    private Optional<RouteAnswer> findMisplaced(
            RouteRequest request,
            Bans avoided,
            List<GHPoint> points,
            LiveSpeeds live,
            Optional<PlannedRoutes.Plan> plan) {
        VehicleKind kind = request.vehicle().kind();
        VehicleRoads roads = graph.roadsFor(kind);
        boolean isHeldByClosures = kind.isMotor() && kind != VehicleKind.EMERGENCY && live.hasClosures();
        if (request.avoid().isNothing() && !isHeldByClosures) {
            return Optional.empty();
        }
        IntPredicate isClosed = key -> isHeldByClosures
                && live.isClosed(key)
                && plan.map(ahead -> ahead.kmhThen(key) == 0).orElse(true);
        return misplacedPoints.find(points, roads::isOpen, key -> roads.isOpen(key) && !isClosed.test(key), avoided);
    }

    /** The end of which the time is known, where it is ordered closed ahead. */
    private Optional<RouteAnswer> findClosedThen(RouteRequest request, List<GHPoint> points, PlannedRoutes.Plan plan) {
        VehicleKind kind = request.vehicle().kind();
        Bans ordered = planner.plannedClosures();
        if (!kind.isMotor() || kind == VehicleKind.EMERGENCY || ordered == Bans.NONE) {
            return Optional.empty();
        }
        VehicleRoads roads = graph.roadsFor(kind);
        int end = request.departure() instanceof Departure.ArriveBy ? points.size() - 1 : 0;
        long then = plan.moment().toEpochMilli();
        return misplacedPoints
                .find(
                        List.of(points.get(end)),
                        roads::isOpen,
                        key -> roads.isOpen(key) && !ordered.holdAt(key, then),
                        Bans.NONE)
                .map(closed -> new RouteAnswer.PointClosed(end));
    }

    /** Of a vehicle in traffic; walkers and cyclists have none. */
    private Optional<KindSpeeds> kindSpeeds(RouteRequest request, LiveMetrics.Picture picture) {
        VehicleKind kind = request.vehicle().kind();
        return kind.isMotor() ? Optional.of(new KindSpeeds(arcs, kinds.of(kind), picture.speeds())) : Optional.empty();
    }

    private RouteAnswer routeNow(
            RouteRequest request,
            Bans avoided,
            List<GHPoint> points,
            LiveMetrics.Picture picture,
            Bans bans,
            Instant now) {
        Journey journey = planner.plan(request.vehicle(), avoided, bans, picture, now);
        PathDetailsBuilderFactory details = kindSpeeds(request, picture)
                .<PathDetailsBuilderFactory>map(PieceDetails::now)
                .orElseGet(PathDetailsBuilderFactory::new);
        long start = System.nanoTime();
        GHResponse response = search.route(question(request, points), journey, picture, details);
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        if (response.hasErrors()) {
            return refusal(response.getErrors(), tookMillis);
        }
        LiveSpeeds traffic = request.vehicle().kind().isMotor() ? picture.speeds() : noTraffic;
        return found(request, response, traffic, path -> writer.write(path, traffic));
    }

    private RouteAnswer routeAhead(RouteRequest request, List<GHPoint> points, PlannedRoutes.Plan plan, Bans bans) {
        long start = System.nanoTime();
        PlannedRoutes.Answer answer = plan.route(question(request, points), bans);
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        if (answer.response().hasErrors()) {
            return refusal(answer.response().getErrors(), tookMillis);
        }
        Instant departure = Instant.ofEpochMilli(answer.departMillis());
        if (plan.isTooLate(answer)) {
            return new RouteAnswer.TooLate(departure);
        }
        LiveSpeeds traffic = request.vehicle().kind().isMotor() ? plan.live() : noTraffic;
        return found(request, answer.response(), traffic, path -> writer.write(path, traffic, departure));
    }

    private RouteAnswer found(
            RouteRequest request, GHResponse response, LiveSpeeds traffic, Function<ResponsePath, Route> written) {
        response.getAll().forEach(path -> streetNames.name(path, request.language()));
        List<Route> routes = response.getAll().stream().map(written).toList();
        return new RouteAnswer.Found(
                routes.size() == 1 ? routes : Merits.added(routes),
                traffic.findAsOf().map(asOf -> TrafficAge.at(asOf, clock)));
    }

    private static GHRequest question(RouteRequest request, List<GHPoint> points) {
        GHRequest question = new GHRequest(points)
                .setProfile(Journey.profileOf(request.vehicle().kind()))
                .setLocale(request.language().locale());
        if (request.vehicle().kind().isMotor()) {
            question.setPathDetails(List.of(PieceDetails.NAME));
        }
        if (request.alternativesMax() > 0) {
            question.setAlgorithm(Algorithms.ALT_ROUTE)
                    .putHint(AltRoute.MAX_PATHS, 1 + Math.min(ALTERNATIVES_MAX, request.alternativesMax()));
        }
        return question;
    }

    private RouteAnswer refusal(List<Throwable> errors, long tookMillis) {
        Throwable first = errors.get(0);
        if (first instanceof PointNotFoundException offMap) {
            return new RouteAnswer.PointOffMap(offMap.getPointIndex());
        }
        if (first instanceof MaximumNodesExceededException) {
            return new RouteAnswer.GivenUp(SearchLimit.VISITED_NODES);
        }
        if (first instanceof ConnectionNotFoundException) {
            // GraphHopper says the same of a search that ran out of time
            return tookMillis >= limits.searchMillisMax()
                    ? new RouteAnswer.GivenUp(SearchLimit.TIME)
                    : new RouteAnswer.NoWay();
        }
        throw new IllegalStateException("the search failed: " + first.getMessage(), first);
    }
}
