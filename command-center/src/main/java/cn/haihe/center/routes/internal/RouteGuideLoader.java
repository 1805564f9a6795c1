package cn.haihe.center.routes.internal;

import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.incident.IncidentBoard;
import cn.haihe.center.profile.ProfileConfig;
import cn.haihe.center.profile.Profiles;
import cn.haihe.center.routes.FedPicture;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.routes.RoutesConfig;
import cn.haihe.center.rules.PlateRuleBook;
import cn.haihe.center.signals.SignalDelays;
import cn.haihe.center.start.Loading;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficConfig;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.MapFacts;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteGuides;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.RoadGraphException;
import cn.haihe.routing.profile.OutlookRules;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Opens the road graph on a thread of its own when the city is there, and from then on hands the guide what is known of
 * traffic and incidents.
 */
@Startup
@ApplicationScoped
class RouteGuideLoader implements RouteGuideHolder {
    private static final Logger LOG = Logger.getLogger(RouteGuideLoader.class);

    private final CityHolder cities;
    private final TrafficBoard board;
    private final IncidentBoard incidents;
    private final SignalDelays delays;
    private final Profiles profiles;
    private final ProfileConfig outlook;
    private final CityCalendar calendar;
    private final PlateRuleBook plates;
    private final TrafficConfig traffic;
    private final RoutesConfig config;
    private final Path dataDir;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Loading<RouteGuide> loading = new Loading<>("road-graph", RoadGraphException.class);
    private volatile GuideFeeder feeder;

    RouteGuideLoader(
            CityHolder cities,
            TrafficBoard board,
            IncidentBoard incidents,
            SignalDelays delays,
            Profiles profiles,
            ProfileConfig outlook,
            CityCalendar calendar,
            PlateRuleBook plates,
            TrafficConfig traffic,
            RoutesConfig config,
            @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir,
            Clock clock,
            MeterRegistry meters) {
        this.cities = cities;
        this.board = board;
        this.incidents = incidents;
        this.delays = delays;
        this.profiles = profiles;
        this.outlook = outlook;
        this.calendar = calendar;
        this.plates = plates;
        this.traffic = traffic;
        this.config = config;
        this.dataDir = dataDir;
        this.clock = clock;
        this.meters = meters;
    }

    @PostConstruct
    void start() {
        cities.whenLoaded().thenAccept(city -> loading.start(() -> open(city)));
    }

    private RouteGuide open(LoadedCity city) {
        long start = System.nanoTime();
        RouteGuide opened = RouteGuides.open(
                city.mapFile(),
                city.city(),
                dataDir,
                CongestionScale.GBT_33171,
                new RouteLimits(config.pointsMax(), config.searchTimeMax().toMillis(), config.visitedNodesMax()),
                clock);
        MapFacts facts = opened.map();
        LOG.infof(
                "Routes ready in %d ms: %d nodes, %d directed edges, %d of them on segments",
                (System.nanoTime() - start) / 1_000_000, facts.nodes(), facts.drivableEdges(), facts.edgesOnSegments());
        GuideMeters.register(opened, meters, clock);
        feeder = new GuideFeeder(opened, city.city(), board, incidents, delays, traffic.lastKnownFor());
        feeder.start();
        opened.usePlateRules(plates.rules());
        plates.addListener(known -> feeder.run(() -> opened.usePlateRules(known)));
        OutlookRules rules = new OutlookRules(outlook.liveFadesWithin(), outlook.aheadMax());
        profiles.addListener(known -> opened.useProfiles(known, calendar, rules));
        return opened;
    }

    @PreDestroy
    void stop() {
        if (feeder != null) {
            feeder.close();
        }
        loading.find().ifPresent(RouteGuide::close);
    }

    @Override
    public Optional<RouteGuide> find() {
        return loading.find();
    }

    @Override
    public Optional<FedPicture> findPicture() {
        GuideFeeder known = feeder;
        return known == null ? Optional.empty() : known.fed();
    }

    @Override
    public CompletionStage<RouteGuide> whenOpen() {
        return loading.whenLoaded();
    }

    /** Why there are no routes; empty while the graph is opened and when it is. */
    Optional<String> failure() {
        return loading.failure();
    }
}
