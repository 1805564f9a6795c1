package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.BusRoads;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.map.city.City;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.matching.FixOutcome;
import cn.haihe.routing.matching.StreamLimits;
import cn.haihe.routing.matching.TraceMatcher;
import cn.haihe.routing.vehicle.VehicleKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Follows the buses on the roads, on one thread that may take only its share of a processor. The newest fix of each bus
 * waits for it; buses have their turn one after the other, and what is overtaken meanwhile is counted.
 */
@ApplicationScoped
class BusFollower implements BusRoads {
    private static final Logger LOG = Logger.getLogger(BusFollower.class);
    private static final long ROUND_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long REST_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STOP_SECONDS_MAX = 5;

    private final RouteGuideHolder guides;
    private final CityHolder cities;
    private final BusConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter overtaken;
    private final Counter noRoom;
    private final Map<String, BusPosition> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "bus-follower");
        worker.setDaemon(true);
        return worker;
    });
    private Iterator<String> turns = Collections.emptyIterator();
    private volatile Optional<Roads> roads = Optional.empty();

    private record Roads(TraceMatcher matcher, City city) {}

    BusFollower(RouteGuideHolder guides, CityHolder cities, BusConfig config, Clock clock, MeterRegistry meters) {
        if (!(config.followShareMax() > 0 && config.followShareMax() <= 1)) {
            throw new IllegalArgumentException("haihe.bus.follow-share-max is not above 0 and up to 1");
        }
        this.guides = guides;
        this.cities = cities;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        overtaken = counter("overtaken");
        noRoom = counter("no-room");
        for (FixOutcome.Reason reason : FixOutcome.Reason.values()) {
            counter(slug(reason));
        }
    }

    @PostConstruct
    void start() {
        guides.whenOpen().thenAccept(this::begin);
    }

    private void begin(RouteGuide guide) {
        StreamLimits usual = StreamLimits.DEFAULT;
        StreamLimits limits = new StreamLimits(
                usual.windowFixes(),
                usual.accuracyMetres(),
                usual.gap(),
                usual.stale(),
                config.speedMaxKmh(),
                config.followedMax(),
                usual.visitedNodesMax());
        cities.find()
                .ifPresent(city -> roads = Optional.of(new Roads(guide.follow(VehicleKind.BUS, limits), city.city())));
        meters.gauge(
                "haihe.bus.followed",
                this,
                follower -> follower.roads
                        .map(known -> known.matcher().vehicleCount())
                        .orElse(0));
        rest(REST_NANOS_MIN);
    }

    /** From the event loops: leaves the fix for the follower and returns at once. */
    void add(BusPosition bus) {
        if (roads.isEmpty()) {
            return;
        }
        if (waiting.size() >= config.followedMax() && !waiting.containsKey(bus.id())) {
            noRoom.increment();
        } else if (waiting.put(bus.id(), bus) != null) {
            overtaken.increment();
        }
    }

    @Override
    public Optional<String> findSegmentId(BusPosition bus) {
        return roads.flatMap(known -> known.matcher()
                .find(bus.id())
                .filter(place -> place.asOf().equals(bus.deviceTime()))
                .filter(place -> place.segmentIndex().isPresent())
                .map(place -> known.city()
                        .segments()
                        .get(place.segmentIndex().getAsInt())
                        .id()));
    }

    private void round() {
        long began = System.nanoTime();
        long worked = 0;
        if (!turns.hasNext()) {
            turns = waiting.keySet().iterator();
        }
        while (turns.hasNext() && worked < ROUND_NANOS_MAX && !thread.isShutdown()) {
            BusPosition bus = waiting.remove(turns.next());
            if (bus != null) {
                follow(bus);
            }
            worked = System.nanoTime() - began;
        }
        rest(Math.max(REST_NANOS_MIN, (long) (worked * (1 / config.followShareMax() - 1))));
    }

    /** A fix that breaks must not end the following. */
    private void follow(BusPosition bus) {
        try {
            FixOutcome outcome = roads.orElseThrow().matcher().add(bus.id(), bus.deviceTime(), bus.position());
            if (outcome instanceof FixOutcome.Refused refused) {
                counter(slug(refused.reason())).increment();
            } else {
                counter(outcome instanceof FixOutcome.Matched ? "matched" : "waiting")
                        .increment();
            }
        } catch (RuntimeException e) {
            counter("failed").increment();
            LOG.debugf(e, "bus %s not followed", bus.id());
        }
    }

    private void rest(long nanos) {
        if (!thread.isShutdown()) {
            thread.schedule(this::round, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Counter counter(String outcome) {
        return meters.counter("haihe.bus.follow", "outcome", outcome);
    }

    private static String slug(FixOutcome.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Before the road graph is closed under it. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("A bus is still being matched while the hub stops");
        }
    }
}
