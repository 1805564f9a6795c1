package cn.haihe.routing.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.Avoid;
import cn.haihe.routing.Departure;
import cn.haihe.routing.GuideHealth;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.MapFacts;
import cn.haihe.routing.MatrixAnswer;
import cn.haihe.routing.MatrixRequest;
import cn.haihe.routing.NearestRoad;
import cn.haihe.routing.ReachAnswer;
import cn.haihe.routing.ReachRequest;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.SearchLimit;
import cn.haihe.routing.TrafficAge;
import cn.haihe.routing.area.AreaLimits;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.VehicleRoads;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.PlannedClosures;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.SignalTurns;
import cn.haihe.routing.live.TurnDelays;
import cn.haihe.routing.matching.MatchedTrace;
import cn.haihe.routing.matching.StreamLimits;
import cn.haihe.routing.matching.TraceMatcher;
import cn.haihe.routing.matching.TraceMatching;
import cn.haihe.routing.matching.TraceRequest;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.OutlookRules;
import cn.haihe.routing.profile.SpeedProfiles;
import cn.haihe.routing.rule.PlateRules;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.Parameters.Algorithms;
import com.graphhopper.util.Parameters.Algorithms.AltRoute;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.exceptions.ConnectionNotFoundException;
import com.graphhopper.util.exceptions.MaximumNodesExceededException;
import com.graphhopper.util.exceptions.PointNotFoundException;
import com.graphhopper.util.shapes.BBox;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The route guide on a hierarchy that every picture of the traffic is customised into. */
public final class LiveRouteGuide implements RouteGuide {
    /** About 200 m, as far as a road is looked for anyway. */
    private static final double BOX_MARGIN_DEGREES = 0.002;

    private static final int ALTERNATIVES_MAX = 4;

    private final RoadGraph graph;
    private final City city;
    private final RouteLimits limits;
    private final Clock clock;
    private final SegmentMatch match;
    private final FreeFlow freeFlow;
    private final StreetNames streetNames;
    private final LiveSearch search;
    private final RouteWriter writer;
    private final MisplacedPoints misplacedPoints;
    private final RequestFaults faults;
    private final LiveSpeeds noTraffic;
    private final Kinds kinds;
    private final PlannedRoutes planned;
    private final LiveMetrics metrics;
    private final LiveReach reach;
    private final TraceMatching traces;
    private final RoadArcs arcs;
    private Optional<SegmentSpeeds> known = Optional.empty();
    private Optional<SignalTurns> signals = Optional.empty();
    private final JourneyPlanner planner;
    private volatile Optional<PlateAreas> plateAreas = Optional.empty();

    public LiveRouteGuide(RoadGraph graph, City city, CongestionScale scale, RouteLimits limits, Clock clock) {
        this.graph = graph;
        this.city = city;
        this.limits = limits;
        this.clock = clock;
        match = SegmentMatch.of(graph, city);
        freeFlow = FreeFlow.of(graph, city, match);
        streetNames = new StreetNames(graph, city, match);
        arcs = RoadArcs.of(graph);
        Hierarchy hierarchy = Hierarchy.of(arcs.turns(), ArcOrder.open(graph, arcs));
        search = new LiveSearch(graph, arcs, hierarchy, limits);
        writer = new RouteWriter(scale);
        misplacedPoints = new MisplacedPoints(graph);
        faults = new RequestFaults(city, limits, AreaLimits.DEFAULT);
        noTraffic = LiveSpeeds.unknown(freeFlow, match);
        kinds = new Kinds(graph, arcs, freeFlow);
        planner = new JourneyPlanner(graph, arcs, hierarchy, kinds, new KeptOut(graph, city, match));
        planned = new PlannedRoutes(search, planner, match, city.segments().size(), clock);
        reach = new LiveReach(graph, arcs);
        traces = new TraceMatching(graph, match);
        metrics = new LiveMetrics(
                hierarchy,
                new LiveCosts(arcs, kinds.of(VehicleKind.CAR).turnMillis()),
                LiveSpeeds.unknown(freeFlow, match),
                limits.customiseThreads());
    }

    @Override
    public synchronized CompletionStage<Void> useSpeeds(SegmentSpeeds update) {
        if (update.segmentCount() != city.segments().size()) {
            throw new IllegalArgumentException("speeds of " + update.segmentCount() + " segments for a city of "
                    + city.segments().size());
        }
        known = Optional.of(update);
        return metrics.use(LiveSpeeds.of(freeFlow, match, known, signals));
    }

    @Override
    public CompletionStage<Void> useTurnDelays(TurnDelays update) {
        SignalTurns turns = SignalTurns.of(update, city, match, arcs);
        synchronized (this) {
            signals = Optional.of(turns);
            return metrics.use(LiveSpeeds.of(freeFlow, match, known, signals));
        }
    }

    @Override
    public void usePlannedClosures(PlannedClosures closures) {
        if (closures.segmentCount() != city.segments().size()) {
            throw new IllegalArgumentException("closures of " + closures.segmentCount() + " segments for a city of "
                    + city.segments().size());
        }
        planner.use(closures);
    }

    @Override
    public void useProfiles(SpeedProfiles profiles, DayCalendar calendar, OutlookRules rules) {
        planned.use(profiles, calendar, rules);
    }

    @Override
    public void usePlateRules(PlateRules rules) {
        plateAreas = Optional.of(PlateAreas.of(graph, rules));
    }

    @Override
    public RouteAnswer route(RouteRequest request) {
        Optional<RouteAnswer> fault = faults.find(request);
        if (fault.isPresent()) {
            return fault.get();
        }
        if (request.alternativesMax() > 0 && request.points().size() > 2) {
            return new RouteAnswer.NotServed("alternatives only between two points");
        }
        if (request.alternativesMax() > 0 && request.departure() instanceof Departure.ArriveBy) {
            return new RouteAnswer.NotServed("alternatives only of ways with a departure");
        }
        try (LiveMetrics.Picture picture = metrics.lease()) {
            return route(request, picture);
        }
    }

    private RouteAnswer route(RouteRequest request, LiveMetrics.Picture picture) {
        Optional<PlannedRoutes.Plan> plan = request.departure() instanceof Departure.Now
                ? Optional.empty()
                : Optional.of(planned.plan(request, picture, kindSpeeds(request, picture)));
        List<GHPoint> points = request.points().stream().map(this::point).toList();
        Optional<RouteAnswer> refused = plan.flatMap(PlannedRoutes.Plan::findRefusal)
                .or(() -> findMisplaced(request, points, picture.speeds(), plan));
        if (refused.isPresent()) {
            return refused.get();
        }
        Instant now = clock.instant();
        Instant moment = plan.map(PlannedRoutes.Plan::moment).orElse(now);
        Function<Bans, RouteAnswer> under = bans -> plan.isPresent()
                ? routeAhead(request, points, plan.get(), bans)
                : routeNow(request, points, picture, bans, now);
        Optional<PlateWatch> watch = request.vehicle()
                .plate()
                .flatMap(plate -> plateAreas.map(
                        areas -> new PlateWatch(areas, plate, request.vehicle().kind(), moment)));
        return watch.isPresent()
                ? new PlateSearch(graph, points, watch.get(), moment).answer(under)
                : under.apply(Bans.NONE);
    }

    private Optional<RouteAnswer> findMisplaced(
            RouteRequest request, List<GHPoint> points, LiveSpeeds live, Optional<PlannedRoutes.Plan> plan) {
        VehicleKind kind = request.vehicle().kind();
        VehicleRoads roads = graph.roadsFor(kind);
        boolean isHeldByClosures = kind.isMotor() && kind != VehicleKind.EMERGENCY && live.hasClosures();
        if (request.avoid().isNothing() && !isHeldByClosures) {
            return Optional.empty();
        }
        IntPredicate isClosed = key -> isHeldByClosures
                && live.isClosed(key)
                && plan.map(ahead -> ahead.kmhThen(key) == 0).orElse(true);
        return misplacedPoints.find(
                points,
                roads::isOpen,
                key -> roads.isOpen(key) && !isClosed.test(key),
                planner.keptOutOf(request.avoid()));
    }

    /** Of a vehicle in traffic; walkers and cyclists have none. */
    private Optional<KindSpeeds> kindSpeeds(RouteRequest request, LiveMetrics.Picture picture) {
        VehicleKind kind = request.vehicle().kind();
        return kind.isMotor() ? Optional.of(new KindSpeeds(arcs, kinds.of(kind), picture.speeds())) : Optional.empty();
    }

    private RouteAnswer routeNow(
            RouteRequest request, List<GHPoint> points, LiveMetrics.Picture picture, Bans bans, Instant now) {
        Journey journey = planner.plan(request.vehicle(), request.avoid(), bans, picture, now);
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
                traffic.findAsOf().map(this::age));
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

    @Override
    public GHResponse routeAsGraphHopper(GHRequest request) {
        GHResponse response = new GHResponse();
        if (request.getPoints().size() > limits.pointsMax()) {
            return response.addError(new IllegalArgumentException(
                    "too many points: " + request.getPoints().size() + ", at most " + limits.pointsMax()));
        }
        try (LiveMetrics.Picture picture = metrics.lease()) {
            response = search.route(request, journeyOf(request, picture), picture, new PathDetailsBuilderFactory());
            tellAge(response, picture.speeds());
        } catch (IllegalArgumentException | ClassCastException e) {
            return response.addError(new IllegalArgumentException(e.getMessage(), e));
        }
        if (!response.hasErrors() && request.getHints().getBool(Parameters.Routing.INSTRUCTIONS, true)) {
            GuideLanguage language = GuideLanguage.of(request.getLocale());
            response.getAll().forEach(path -> streetNames.name(path, language));
        }
        return response;
    }

    /** Among GraphHopper's hints: an answer of its has no other place for what it does not know. */
    private void tellAge(GHResponse response, LiveSpeeds speeds) {
        speeds.findAsOf()
                .map(this::age)
                .ifPresent(traffic -> response.getHints()
                        .putObject(TRAFFIC_AS_OF, traffic.asOf().toString())
                        .putObject(TRAFFIC_AGE_SECONDS, traffic.ageSeconds()));
    }

    /** A profile that there is not makes GraphHopper's router say so, and which there are. */
    private Journey journeyOf(GHRequest request, LiveMetrics.Picture picture) {
        return Arrays.stream(VehicleKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(request.getProfile()))
                .findAny()
                .map(kind -> planner.plan(Vehicle.of(kind), Avoid.NOTHING, Bans.NONE, picture, clock.instant()))
                .orElseGet(Journey.LiveCar::new);
    }

    @Override
    public MatrixAnswer matrix(MatrixRequest request) {
        try (LiveMetrics.Picture picture = metrics.lease()) {
            return reach.matrix(request, picture, picture.speeds().findAsOf().map(this::age));
        }
    }

    @Override
    public ReachAnswer reach(ReachRequest request) {
        try (LiveMetrics.Picture picture = metrics.lease()) {
            return reach.reach(request, picture, picture.speeds().findAsOf().map(this::age));
        }
    }

    @Override
    public MapFacts map() {
        BBox box = graph.base().getBounds();
        return new MapFacts(
                new BoundingBox(box.minLon, box.minLat, box.maxLon, box.maxLat),
                graph.dataDate(),
                graph.base().getNodes(),
                match.drivableCount(),
                match.matchedCount(),
                graph.importDate(),
                Arrays.stream(VehicleKind.values())
                        .map(kind -> graph.roadsFor(kind).profile().getName())
                        .toList(),
                StoredValues.of(graph.values()));
    }

    @Override
    public MatchedTrace match(TraceRequest request) {
        MatchedTrace matched = traces.match(request);
        if (request.withInstructions()) {
            streetNames.name(matched.path(), GuideLanguage.of(request.locale()));
        }
        return matched;
    }

    @Override
    public TraceMatcher follow(VehicleKind kind, StreamLimits limits) {
        return traces.stream(kind, limits, clock);
    }

    @Override
    public Optional<NearestRoad> findNearestRoad(LonLat place) {
        GHPoint point = point(place);
        BBox box = graph.base().getBounds();
        if (!box.contains(point.lat, point.lon)) {
            // GraphHopper would go on looking, and find something at the edge of the map however far it is
            return Optional.empty();
        }
        Snap snap = graph.locations().findClosest(place.lat(), place.lon(), EdgeFilter.ALL_EDGES);
        if (!snap.isValid()) {
            return Optional.empty();
        }
        GHPoint on = snap.getSnappedPoint();
        return Optional.of(new NearestRoad(new LonLat(on.lon, on.lat), snap.getQueryDistance()));
    }

    @Override
    public GuideHealth health() {
        try (LiveMetrics.Picture picture = metrics.lease()) {
            return new GuideHealth(
                    picture.speeds().findAsOf(),
                    metrics.customisedCount(),
                    metrics.skippedCount(),
                    metrics.lastTookMillis());
        }
    }

    @Override
    public void close() {
        metrics.close();
        graph.close();
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

    private TrafficAge age(Instant asOf) {
        return new TrafficAge(asOf, Duration.between(asOf, clock.instant()).toMillis() / 1000.0);
    }

    /** GraphHopper refuses what is outside the box of its roads, be it by a hair: such a point moves onto the box. */
    private GHPoint point(LonLat position) {
        BBox box = graph.base().getBounds();
        double lat = Math.min(box.maxLat, Math.max(box.minLat, position.lat()));
        double lon = Math.min(box.maxLon, Math.max(box.minLon, position.lon()));
        boolean isNear = Math.abs(lat - position.lat()) <= BOX_MARGIN_DEGREES
                && Math.abs(lon - position.lon()) <= BOX_MARGIN_DEGREES;
        return isNear ? new GHPoint(lat, lon) : new GHPoint(position.lat(), position.lon());
    }
}
