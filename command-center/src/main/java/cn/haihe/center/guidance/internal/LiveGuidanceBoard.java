package cn.haihe.center.guidance.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.guidance.GuidanceBoard;
import cn.haihe.center.guidance.GuidanceConfig;
import cn.haihe.center.guidance.GuidedShare;
import cn.haihe.center.guidance.SignFace;
import cn.haihe.center.guidance.SignOverride;
import cn.haihe.center.guidance.SignState;
import cn.haihe.center.incident.IncidentBoard;
import cn.haihe.center.routes.FedPicture;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.GuidanceDesk;
import cn.haihe.routing.guidance.GuidanceSnapshot;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.WayMeasure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One thread finds the ways of signs, a little at a time, and decides what they say, by the newest picture of the traffic;
 * a round that takes long makes the next one late, never two at once. Everyone else reads the last decision.
 */
@Startup
@ApplicationScoped
class LiveGuidanceBoard implements GuidanceBoard {
    private static final Logger LOG = Logger.getLogger(LiveGuidanceBoard.class);
    private static final long STEP_MILLIS_MAX = 1_000;
    private static final long SEED = 208;

    private final CityHolder cities;
    private final RouteGuideHolder guides;
    private final TrafficBoard traffic;
    private final IncidentBoard incidents;
    private final PostgresSignOverrides overrides;
    private final GuidanceConfig config;
    private final Clock clock;
    private final FaceWriter writer;
    private final Timer decisions;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "guidance"));
    private volatile Optional<GuidanceDesk> desk = Optional.empty();
    private volatile GuidedShare share = GuidedShare.NOTHING;
    private SignPlans plans;
    private GuidedShares shares;
    private long lastNanos;

    LiveGuidanceBoard(
            CityHolder cities,
            RouteGuideHolder guides,
            TrafficBoard traffic,
            IncidentBoard incidents,
            PostgresSignOverrides overrides,
            GuidanceConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.cities = cities;
        this.guides = guides;
        this.traffic = traffic;
        this.incidents = incidents;
        this.overrides = overrides;
        this.config = config;
        this.clock = clock;
        writer = new FaceWriter(config.lines(), config.lineCells());
        decisions = meters.timer("haihe.guidance.decisions");
        meters.gauge("haihe.guidance.signs", this, board -> board.share.signs());
        meters.gauge("haihe.guidance.signs.with.data", this, board -> board.share.signsWithData());
        meters.gauge("haihe.guidance.signs.advising", this, board -> board.share.signsAdvising());
        meters.gauge("haihe.guidance.signs.overridden", this, board -> board.share.signsOverridden());
        meters.gauge("haihe.guidance.important.junctions.ratio", this, board -> board.share.junctionRatio());
        meters.gauge("haihe.guidance.important.roads.ratio", this, board -> board.share.roadRatio());
        meters.gauge("haihe.guidance.age.seconds", this, LiveGuidanceBoard::ageSeconds);
    }

    @PostConstruct
    void start() {
        long step = Math.max(1, Math.min(STEP_MILLIS_MAX, config.period().toMillis()));
        thread.scheduleWithFixedDelay(this::step, step, step, TimeUnit.MILLISECONDS);
    }

    /** A step that breaks must not be the last one. */
    private void step() {
        try {
            Optional<LoadedCity> loaded = cities.find();
            Optional<RouteGuide> guide = guides.find();
            if (loaded.isPresent() && guide.isPresent()) {
                step(loaded.get(), guide.get());
            }
        } catch (RuntimeException e) {
            LOG.error("The guidance signs were not decided anew", e);
        }
    }

    private void step(LoadedCity loaded, RouteGuide guide) {
        if (plans == null) {
            plans = new SignPlans(loaded, guide, config, clock);
            shares = new GuidedShares(loaded.city(), plans.importantJunctions());
            desk = Optional.of(new GuidanceDesk(loaded.city(), RulesOfConfig.guidance(config), clock, SEED));
        }
        GuidanceDesk known = desk.orElseThrow();
        boolean found = plans.findWays(known.snapshot());
        boolean due = System.nanoTime() - lastNanos >= config.period().toNanos();
        Optional<FedPicture> picture = guides.findPicture();
        if (picture.isPresent() && (due || found)) {
            lastNanos = System.nanoTime();
            decisions.record(() ->
                    known.decide(plans.plans(), PictureOfCity.read(loaded.city(), picture.get(), traffic, incidents)));
        }
        int overridden = (int) loaded.city().guidanceSigns().stream()
                .filter(sign -> overrides.find(sign.id()).isPresent())
                .count();
        share = shares.count(
                loaded.city().guidanceSigns().size(),
                overridden,
                known.snapshot().map(snapshot -> snapshot.bySign().values()).orElse(List.of()));
    }

    private double ageSeconds() {
        return desk.flatMap(GuidanceDesk::snapshot)
                .map(snapshot -> (clock.millis() - snapshot.asOf().toEpochMilli()) / 1000.0)
                .orElse(Double.NaN);
    }

    @Override
    public List<SignState> list() {
        return cities.find()
                .map(loaded ->
                        loaded.city().guidanceSigns().stream().map(this::state).toList())
                .orElse(List.of());
    }

    @Override
    public Optional<SignState> find(String signId) {
        return cities.find()
                .flatMap(loaded -> loaded.city().findGuidanceSign(signId))
                .map(this::state);
    }

    @Override
    public GuidedShare share() {
        return share;
    }

    private SignState state(GuidanceSign sign) {
        Optional<GuidanceSnapshot> snapshot = desk.flatMap(GuidanceDesk::snapshot);
        Optional<SignGuidance> guidance = snapshot.flatMap(all -> all.find(sign.id()));
        Optional<SignOverride> override = overrides.find(sign.id());
        boolean fresh = snapshot.filter(all -> isFresh(all.asOf())).isPresent();
        SignFace own = fresh ? guidance.map(writer::write).orElse(SignFace.DARK) : SignFace.DARK;
        SignFace face = override.map(text -> new SignFace(SignFace.Source.OVERRIDE, text.zh(), text.en()))
                .orElse(own);
        boolean speaks = own != SignFace.DARK && override.isEmpty();
        return new SignState(
                sign,
                face,
                guidance,
                snapshot.map(GuidanceSnapshot::asOf),
                speaks ? grade(guidance.orElseThrow()) : Optional.empty(),
                override);
    }

    private boolean isFresh(Instant asOf) {
        return !asOf.isBefore(clock.instant().minus(config.pictureAgeMax()));
    }

    private Optional<Grade> grade(SignGuidance guidance) {
        Stream<WayMeasure> spokenOf = guidance.advice().isPresent()
                ? Stream.of(
                        guidance.advice().get().main(), guidance.advice().get().detour())
                : writer.spokenOf(guidance).stream().map(DestinationGuidance::main);
        return spokenOf.flatMap(way -> way.grade().stream()).reduce(Grade::weaker);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
