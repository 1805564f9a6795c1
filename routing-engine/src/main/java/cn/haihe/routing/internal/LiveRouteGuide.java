package cn.haihe.routing.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.Departure;
import cn.haihe.routing.GuideHealth;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.MapFacts;
import cn.haihe.routing.MatrixAnswer;
import cn.haihe.routing.MatrixRequest;
import cn.haihe.routing.NearestRoad;
import cn.haihe.routing.ReachAnswer;
import cn.haihe.routing.ReachRequest;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.TrafficAge;
import cn.haihe.routing.area.AreaLimits;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
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
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.shapes.BBox;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The route guide on a hierarchy that every picture of the traffic is customised into. */
public final class LiveRouteGuide implements RouteGuide {
    private final RoadGraph graph;
    private final City city;
    private final RouteLimits limits;
    private final Clock clock;
    private final SegmentMatch match;
    private final FreeFlow freeFlow;
    private final StreetNames streetNames;
    private final Places places;
    private final RouteFinder finder;
    private final LiveSearch search;
    private final RequestFaults faults;
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
        faults = new RequestFaults(city, limits, AreaLimits.DEFAULT);
        LiveSpeeds noTraffic = LiveSpeeds.unknown(freeFlow, match);
        Kinds kinds = new Kinds(graph, arcs, freeFlow);
        planner = new JourneyPlanner(graph, arcs, hierarchy, kinds, new KeptOut(graph, city, match));
        planned = new PlannedRoutes(search, planner, match, city.segments().size(), clock);
        reach = new LiveReach(graph, arcs);
        traces = new TraceMatching(graph, match);
        metrics = new LiveMetrics(
                hierarchy,
                new LiveCosts(arcs, kinds.of(VehicleKind.CAR).turnMillis()),
                noTraffic,
                limits.customiseThreads());
        places = new Places(graph);
        finder = new RouteFinder(
                graph, arcs, kinds, places, streetNames, search, planner, planned, scale, noTraffic, limits, clock);
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
            return finder.find(request, picture, plateAreas);
        }
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
            if (kindOf(request).filter(kind -> !kind.isMotor()).isEmpty()) {
                tellAge(response, picture.speeds());
            }
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
                .map(asOf -> TrafficAge.at(asOf, clock))
                .ifPresent(traffic -> response.getHints()
                        .putObject(TRAFFIC_AS_OF, traffic.asOf().toString())
                        .putObject(TRAFFIC_AGE_SECONDS, traffic.ageSeconds()));
    }

    /** A profile that there is not makes GraphHopper's router say so, and which there are. */
    private Journey journeyOf(GHRequest request, LiveMetrics.Picture picture) {
        return kindOf(request)
                .map(kind -> planner.plan(Vehicle.of(kind), Bans.NONE, Bans.NONE, picture, clock.instant()))
                .orElseGet(Journey.LiveCar::new);
    }

    private static Optional<VehicleKind> kindOf(GHRequest request) {
        return Arrays.stream(VehicleKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(request.getProfile()))
                .findAny();
    }

    @Override
    public MatrixAnswer matrix(MatrixRequest request) {
        try (LiveMetrics.Picture picture = metrics.lease()) {
            return reach.matrix(request, picture, picture.speeds().findAsOf().map(asOf -> TrafficAge.at(asOf, clock)));
        }
    }

    @Override
    public ReachAnswer reach(ReachRequest request) {
        try (LiveMetrics.Picture picture = metrics.lease()) {
            return reach.reach(request, picture, picture.speeds().findAsOf().map(asOf -> TrafficAge.at(asOf, clock)));
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
        return places.findNearestRoad(place);
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
}
