package cn.haihe.ops.city;

import cn.haihe.ops.city.bus.Bus;
import cn.haihe.ops.city.bus.BusFleet;
import cn.haihe.ops.city.bus.Depot;
import cn.haihe.ops.city.bus.FleetAddress;
import cn.haihe.ops.city.card.CardDesk;
import cn.haihe.ops.city.card.ClearingPost;
import cn.haihe.ops.city.card.FareGates;
import cn.haihe.ops.city.card.Institution;
import cn.haihe.ops.city.card.TerminalLists;
import cn.haihe.ops.city.hub.Eventually;
import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.Provisioning;
import cn.haihe.ops.city.hub.Repeating;
import cn.haihe.ops.city.hub.SourceFeed;
import cn.haihe.ops.city.network.CityPlan;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.roadside.CarParks;
import cn.haihe.ops.city.roadside.Detectors;
import cn.haihe.ops.city.roadside.FeedPost;
import cn.haihe.ops.city.roadside.SpeedHistory;
import cn.haihe.ops.city.signals.Cabinets;
import cn.haihe.ops.city.traffic.ModelClock;
import cn.haihe.ops.city.traffic.TrafficModel;
import cn.haihe.ops.city.traffic.TrafficState;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All devices of one city and the traffic that they share. */
final class SimulatedCity {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCity.class);
    private static final long TRAFFIC_MILLIS = 2000;
    private static final long DETECTOR_MILLIS = 10_000;
    private static final long CAR_PARK_MILLIS = 20_000;
    private static final long CLEARING_MILLIS = 20_000;
    private static final long CARD_DESK_MILLIS = 60_000;
    private static final long STATUS_MILLIS = 30_000;
    private static final long SIGNAL_DETECTOR_MILLIS = 1000;
    private static final int ROADS_PER_CABINET = 1000;

    private final CityOptions options;
    private final CityPlan city;
    private final ModelClock clock;
    private final HubClient hub;
    private final Provisioning provisioning;
    private final Vertx vertx;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(3);
    private final TrafficModel model;
    private final BusFleet fleet;
    private final List<Bus> buses;
    private final Cabinets cabinets;
    private final FeedCounts trafficCounts = new FeedCounts();
    private final FeedCounts parkingCounts = new FeedCounts();
    private final FeedCounts tapCounts = new FeedCounts();
    private volatile TrafficState state;

    SimulatedCity(
            CityOptions options,
            CityPlan city,
            ModelClock clock,
            HubClient hub,
            Provisioning provisioning,
            Vertx vertx) {
        this.options = options;
        this.city = city;
        this.clock = clock;
        this.hub = hub;
        this.provisioning = provisioning;
        this.vertx = vertx;
        model = new TrafficModel(city.streets(), options.seed);
        state = model.at(clock.now());
        buses = Depot.sendOut(city, options.buses == null ? Depot.usualBuses(city) : options.buses, options.seed);
        cabinets = new Cabinets(city.junctions(), options.controllers, options.hub.getHost(), options.signalPort);
        long periodMillis = buses.size() <= 1000 ? 5000 : 10_000;
        fleet = new BusFleet(
                vertx,
                clock.wall(),
                new FleetAddress(options.hub.getHost(), options.jt808Port),
                buses,
                periodMillis,
                this::busSpeedKmh);
    }

    /** Off the map's roads a bus drives as in a yard. */
    private double busSpeedKmh(int road) {
        return road < 0 ? 20 : state.speedKmh(road);
    }

    void start() {
        executor.scheduleAtFixedRate(this::flow, TRAFFIC_MILLIS, TRAFFIC_MILLIS, TimeUnit.MILLISECONDS);
        new Eventually("registering terminals", executor, this::startBuses).start();
        new Eventually("registering controllers", executor, this::startSignals).start();
        startDetectors();
        startCarParks();
        startFareGates();
        executor.scheduleAtFixedRate(this::report, STATUS_MILLIS / 3, STATUS_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void flow() {
        state = model.at(clock.now());
    }

    private void startBuses() throws IOException, InterruptedException {
        provisioning.register("/api/v1/terminals", Depot.terminals(buses));
        fleet.start();
        LOG.info("{} buses drive", buses.size());
    }

    private void startSignals() throws IOException, InterruptedException {
        provisioning.register("/api/v1/controllers", cabinets.records());
        cabinets.start(vertx, clock.wall(), city.streets(), options.seed);
        new Repeating("detectors of signals", executor, SIGNAL_DETECTOR_MILLIS, () -> cabinets.drive(state))
                .start(SIGNAL_DETECTOR_MILLIS);
        LOG.info("{} signal controllers run", cabinets.size());
    }

    private void startDetectors() {
        List<Road> measured = Detectors.worthMeasuring(
                city.streets().roads(),
                (a, b) -> Double.compare(
                        city.streets().metresFromCentre(a), city.streets().metresFromCentre(b)),
                options.detectors);
        startHistory(measured);
        int cabinets = (measured.size() + ROADS_PER_CABINET - 1) / ROADS_PER_CABINET;
        for (int i = 0; i < cabinets; i++) {
            List<Road> own =
                    measured.subList(i * ROADS_PER_CABINET, Math.min(measured.size(), (i + 1) * ROADS_PER_CABINET));
            Detectors detectors = new Detectors(own, options.seed + i);
            String id = "det-%02d".formatted(i + 1);
            FeedPost post = new SourceFeed(hub, provisioning, id, "Detectors " + (i + 1), "TRAFFIC");
            new Repeating(
                            id,
                            executor,
                            DETECTOR_MILLIS,
                            () -> trafficCounts.add(post.post(
                                    detectors.measure(state, clock.wall().instant()))))
                    .start(i * DETECTOR_MILLIS / cabinets);
        }
    }

    /** Only where the model's hours are as long as the clock's: of others there is no history by the clock. */
    private void startHistory(List<Road> measured) {
        if (clock.speed() != 1) {
            LOG.info("no history of speeds: the model's hours are not the clock's");
            return;
        }
        new Eventually("posting the history of speeds", executor, () -> {
                    provisioning.register(
                            "/api/v1/profiles", SpeedHistory.records(measured, model, clock.aheadOfWall()));
                    LOG.info("the usual speeds of {} roads told", measured.size());
                })
                .start();
    }

    private void startCarParks() {
        if (city.carParks().isEmpty()) {
            return;
        }
        CarParks carParks = new CarParks(city.carParks(), options.seed, clock.now());
        FeedPost post = new SourceFeed(hub, provisioning, "parking-01", "Car parks", "PARKING");
        new Repeating(
                        "parking-01",
                        executor,
                        CAR_PARK_MILLIS,
                        () -> parkingCounts.add(post.post(
                                carParks.report(clock.now(), clock.wall().instant()))))
                .start(500);
    }

    private void startFareGates() {
        if (options.taps <= 0) {
            return;
        }
        for (Institution acquirer : Institution.values()) {
            Instant start = clock.wall().instant();
            TerminalLists lists = new TerminalLists(acquirer, hub);
            FareGates gates = new FareGates(acquirer, options.taps, options.seed, start, lists);
            ClearingPost post = new ClearingPost(acquirer, gates, lists, hub);
            CardDesk desk = new CardDesk(acquirer, options.seed, start, hub);
            new Repeating(
                            "lost cards of " + acquirer,
                            executor,
                            CARD_DESK_MILLIS,
                            () -> desk.tell(clock.wall().instant()))
                    .start(10_000 + 3000L * acquirer.ordinal());
            new Repeating(
                            "taps of " + acquirer,
                            executor,
                            CLEARING_MILLIS,
                            () -> tapCounts.add(post.post(clock.wall().instant(), clock.now())))
                    .start(5000 + 3000L * acquirer.ordinal());
        }
    }

    private void report() {
        LOG.info(
                "{} in the model, {} incidents; buses {} of {} connected, {} fixes sent, {} sent late, {} lost, {} dials failed {};"
                        + " signals {} of {} connected, {} unsafe, {} vehicles wait; traffic {}; parking {}; taps {}",
                state.modelTime().toLocalTime().withNano(0),
                state.incidents().size(),
                fleet.connected(),
                fleet.size(),
                fleet.counts().reportedFixes(),
                fleet.counts().missedFixesSent(),
                fleet.counts().lostFixes(),
                fleet.counts().failedDials(),
                fleet.counts().lastRefusal(),
                cabinets.connected(),
                cabinets.size(),
                cabinets.unsafeStates(),
                cabinets.waitingVehicles(),
                trafficCounts,
                parkingCounts,
                tapCounts);
    }

    void stop() {
        executor.shutdownNow();
        fleet.stop();
        vertx.close();
    }
}
