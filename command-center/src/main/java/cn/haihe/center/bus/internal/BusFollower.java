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
import cn.haihe.routing.matching.TimedFix;
import cn.haihe.routing.matching.TraceMatcher;
import cn.haihe.routing.vehicle.VehicleKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Follows the buses on the roads, on one thread that may take only its share of a processor. The newest fixes of each
 * bus wait for its turn and are matched together, so that neither a burst of fixes nor a busy hub loses the way that a
 * bus has come, without which its direction is not known. Fixes that come before there is a road graph wait for it.
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
    private final FollowMeters meters;
    private final Map<String, FollowedBus> buses = new ConcurrentHashMap<>();
    private final AtomicInteger busCount = new AtomicInteger();
    /** A bus stands here once while fixes of it wait, so there are never more than buses. */
    private final Queue<FollowedBus> turns = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "bus-follower");
        worker.setDaemon(true);
        return worker;
    });
    private long sweptMillis;
    private volatile Optional<Roads> roads = Optional.empty();

    private record Roads(TraceMatcher matcher, City city) {}

    BusFollower(RouteGuideHolder guides, CityHolder cities, BusConfig config, Clock clock, MeterRegistry registry) {
        if (!(config.followShareMax() > 0 && config.followShareMax() <= 1)) {
            throw new IllegalArgumentException("haihe.bus.follow-share-max is not above 0 and up to 1");
        }
        this.guides = guides;
        this.cities = cities;
        this.config = config;
        this.clock = clock;
        meters = new FollowMeters(registry, busCount);
    }

    @PostConstruct
    void start() {
        guides.whenOpen().thenAccept(this::begin).exceptionally(failure -> {
            LOG.warnf("buses are not followed on the roads: %s", failure.getMessage());
            return null;
        });
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
        City city = cities.find().orElseThrow().city();
        roads = Optional.of(new Roads(guide.follow(VehicleKind.BUS, limits), city));
        rest(REST_NANOS_MIN);
    }

    /** From the event loops: leaves the fix for the follower and returns at once. */
    void add(BusPosition fix) {
        while (true) {
            FollowedBus bus = buses.get(fix.id());
            if (bus == null && busCount.get() < config.followedMax()) {
                bus = admit(fix.id());
            }
            if (bus == null) {
                meters.noRoom().increment();
                return;
            }
            FollowedBus.Added added = bus.add(fix, clock.millis());
            if (added == FollowedBus.Added.GONE) {
                remove(bus);
                continue;
            }
            if (added == FollowedBus.Added.FIRST) {
                turns.add(bus);
            } else if (added == FollowedBus.Added.OLDEST_DROPPED) {
                meters.overtaken().increment();
            }
            return;
        }
    }

    /** @return null where another bus took the last room meanwhile */
    private FollowedBus admit(String id) {
        if (busCount.incrementAndGet() > config.followedMax()) {
            busCount.decrementAndGet();
            return null;
        }
        FollowedBus fresh = new FollowedBus(id, StreamLimits.DEFAULT.windowFixes());
        FollowedBus known = buses.putIfAbsent(id, fresh);
        if (known != null) {
            busCount.decrementAndGet();
        }
        return known == null ? fresh : known;
    }

    private void remove(FollowedBus gone) {
        if (buses.remove(gone.id(), gone)) {
            busCount.decrementAndGet();
        }
    }

    @Override
    public Optional<DrivenSegment> findSegment(String id) {
        return roads.flatMap(known -> known.matcher().find(id).flatMap(place -> {
            Duration age = Duration.between(place.asOf(), clock.instant());
            if (place.segmentIndex().isEmpty() || age.compareTo(config.ageingFor()) > 0) {
                return Optional.empty();
            }
            String segmentId =
                    known.city().segments().get(place.segmentIndex().getAsInt()).id();
            return Optional.of(new DrivenSegment(segmentId, place.asOf(), Math.max(0, age.toSeconds())));
        }));
    }

    private void round() {
        long began = System.nanoTime();
        long worked = 0;
        try {
            FollowedBus bus = turns.poll();
            while (bus != null) {
                follow(bus);
                worked = System.nanoTime() - began;
                bus = worked < ROUND_NANOS_MAX && !thread.isShutdown() ? turns.poll() : null;
            }
            leaveTheSilent();
        } finally {
            rest(Math.max(REST_NANOS_MIN, (long) (worked * (1 / config.followShareMax() - 1))));
        }
    }

    /** A fix that breaks must not end the following. */
    private void follow(FollowedBus bus) {
        List<TimedFix> fixes = bus.takeAll();
        try {
            for (FixOutcome outcome : roads.orElseThrow().matcher().add(bus.id(), fixes)) {
                meters.count(outcome);
            }
        } catch (RuntimeException e) {
            meters.failed().increment(fixes.size());
            LOG.debugf(e, "bus %s not followed", bus.id());
        }
    }

    private void leaveTheSilent() {
        long now = clock.millis();
        long patience = config.shownFor().toMillis();
        if (now - sweptMillis < patience / 10) {
            return;
        }
        sweptMillis = now;
        for (FollowedBus bus : buses.values()) {
            if (bus.leaveIfSilentSince(now - patience)) {
                remove(bus);
                roads.orElseThrow().matcher().forget(bus.id());
            }
        }
    }

    private void rest(long nanos) {
        if (!thread.isShutdown()) {
            thread.schedule(this::round, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Before the road graph is closed under it. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("A bus is still being matched while the hub stops");
        }
    }
}
