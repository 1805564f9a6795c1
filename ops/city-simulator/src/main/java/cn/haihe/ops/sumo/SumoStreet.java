package cn.haihe.ops.sumo;

import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DetectorPlace;
import cn.haihe.signal.device.DetectorReports;
import cn.haihe.signal.device.DetectorState;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SafetyWitness;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.exchange.BadExchange;
import cn.haihe.signal.exchange.JunctionOfNet;
import cn.haihe.signal.exchange.SignalNetReader;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorType;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.SignalNetwork;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SUMO as the street: each of its signals is a simulated controller that speaks GB/T 20999 with the centre over a socket. What
 * the controllers' lamps show is what SUMO's drivers see, and what cameras see of SUMO's vehicles is what the controllers'
 * detectors report. The controllers live by this street's clock.
 */
final class SumoStreet implements AutoCloseable {
    /** So long before SUMO begins the controllers are switched on: they then have flashed and been all red. */
    static final int WARM_UP_SECONDS = 40;

    private static final Logger LOG = LoggerFactory.getLogger(SumoStreet.class);
    private static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00+08:00");
    private static final long START_SECONDS = 30;
    /** Controllers look at their clocks twice a second of theirs. */
    private static final double VISIT_MILLIS = 500;

    private static final long LEAST_VISIT_MILLIS = 10;
    private static final double KMH_PER_MPS = 3.6;

    private static final class Signal {
        private final JunctionOfNet net;
        private final SignalHead head;
        private final Cameras cameras;
        private final SimulatedController controller;
        private final SafetyWitness witness;

        Signal(JunctionOfNet net, SignalHead head, Cameras cameras, SimulatedController controller) {
            this.net = net;
            this.head = head;
            this.cameras = cameras;
            this.controller = controller;
            witness = new SafetyWitness(net.junction());
            controller.watch(witness);
        }
    }

    private final SumoProcess sumo;
    private final List<Signal> signals = new ArrayList<>();
    private final ControllerFleet fleet;
    private final int beginSeconds;
    private final int endSeconds;
    private volatile long second;

    /**
     * @param net the scenario's {@code signal-net/1}
     * @param folder for logs
     * @param host and port of the centre
     */
    SumoStreet(
            Vertx vertx, SumoScenario scenario, Path net, List<String> sumoOptions, Path folder, String host, int port)
            throws IOException, InterruptedException, BadExchange {
        this(vertx, scenario, net, sumoOptions, folder, host, port, 1);
    }

    /** @param speed seconds of the street that will be lived in one of the clock on the wall */
    SumoStreet(
            Vertx vertx,
            SumoScenario scenario,
            Path net,
            List<String> sumoOptions,
            Path folder,
            String host,
            int port,
            double speed)
            throws IOException, InterruptedException, BadExchange {
        beginSeconds = scenario.beginSeconds();
        endSeconds = scenario.endSeconds();
        second = beginSeconds - WARM_UP_SECONDS;
        SignalNetwork network = SignalNetReader.read(net);
        JsonNode json = new ObjectMapper().readTree(net.toFile()).path("intersections");
        SumoNet lanes = SumoNet.read(scenario.net());
        long visitMillis = Math.max(LEAST_VISIT_MILLIS, Math.round(VISIT_MILLIS / speed));
        fleet = await(ControllerFleet.open(vertx, this::now, visitMillis));
        for (int i = 0; i < network.intersections().size(); i++) {
            Intersection intersection = network.intersections().get(i);
            List<String> letters = new ArrayList<>();
            json.path(i)
                    .path("stages")
                    .forEach(stage -> letters.add(stage.path("state").asText()));
            if (intersection.isPlannable()) {
                add(intersection, letters, lanes, DeviceLink.tcp(host, port));
            }
        }
        sumo = SumoProcess.start(sumoOptions, folder);
    }

    /** What no controller can be made of stays as it is in SUMO. */
    private void add(Intersection intersection, List<String> letters, SumoNet lanes, DeviceLink link)
            throws IOException, InterruptedException {
        try {
            JunctionOfNet net = JunctionOfNet.of(intersection);
            Cameras cameras = new Cameras(intersection, lanes);
            DeviceConfig config = DeviceConfig.of(controllerId(signals.size()), ROAD, net.junction(), link)
                    .with(places(cameras), DetectorReports.NONE);
            signals.add(new Signal(net, new SignalHead(net, letters), cameras, await(fleet.start(config))));
        } catch (IllegalArgumentException unusable) {
            LOG.warn("{} keeps SUMO's own signals: {}", intersection.id(), unusable.getMessage());
        }
    }

    static final int ROAD = 1;

    static long controllerId(int place) {
        return place + 1L;
    }

    private static List<DetectorPlace> places(Cameras cameras) {
        return cameras.zones().stream()
                .map(zone -> new DetectorPlace(
                        zone.detector(),
                        DetectorType.VIDEO,
                        PhaseSet.EMPTY,
                        zone.lanes().get(0),
                        1))
                .toList();
    }

    /** What a centre must know of the junctions to control them, in the order of {@link #controllerId}. */
    List<AdaptiveSite> sites() {
        return signals.stream()
                .map(signal ->
                        new AdaptiveSite(signal.net.junction(), signal.net.intersection(), signal.cameras.zones()))
                .toList();
    }

    Instant now() {
        return MIDNIGHT.plusSeconds(second);
    }

    boolean isOver() {
        return second >= endSeconds;
    }

    boolean areConnected() {
        return signals.stream().allMatch(signal -> signal.controller.state().connected());
    }

    /** Lives one second: drivers see the lamps, detectors see the drivers. */
    void second() throws IOException {
        if (second >= beginSeconds) {
            for (Signal signal : signals) {
                int stage = signal.controller.state().stage();
                String letters = signal.head.show(stage, signal.controller::findLamp);
                sumo.traci().show(signal.net.intersection().id(), letters);
            }
            List<VehicleFix> vehicles = sumo.traci().step();
            signals.forEach(signal -> detect(signal, vehicles));
        }
        second++;
    }

    private static void detect(Signal signal, List<VehicleFix> vehicles) {
        List<Cameras.Sight> sights = signal.cameras.look(vehicles);
        for (int i = 0; i < sights.size(); i++) {
            Cameras.Sight sight = sights.get(i);
            DetectorZone zone = signal.cameras.zones().get(i);
            double percent = Math.min(100, 100 * sight.coveredMetres() / zone.lengthMetres());
            signal.controller.detect(
                    sight.detector(),
                    DetectorState.passed(
                                    sight.vehicles() > 0, sight.passed(), percent, sight.meanSpeedMps() * KMH_PER_MPS)
                            .withQueue((int) Math.round(sight.queueMetres())));
        }
    }

    /** What the controllers' own monitors caught. */
    int unsafeStates() {
        return signals.stream()
                .mapToInt(signal -> signal.controller.state().unsafeStates())
                .sum();
    }

    /** What somebody saw who stands at the kerb and knows the junctions, see {@link SafetyWitness}. */
    int witnessedDangers() {
        return signals.stream()
                .mapToInt(signal -> signal.witness.unsafeStates())
                .sum();
    }

    /** The first of them at each junction. */
    List<String> incidents() {
        return signals.stream()
                .flatMap(signal -> signal.witness.incidents().stream()
                        .map(incident -> signal.net.junction().id() + ": " + incident))
                .toList();
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws IOException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IllegalArgumentException unusable) {
                throw unusable;
            }
            throw new IOException("a controller did not start", failed);
        } catch (TimeoutException failed) {
            throw new IOException("a controller did not start", failed);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            sumo.close();
        } finally {
            fleet.close();
        }
    }
}
