package cn.haihe.ops.sumo;

import cn.haihe.signal.adaptive.AdaptiveControl;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.adaptive.AdaptiveState;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Adaptive control judged whole: centre, field bus, sockets, controllers, SUMO. Street and centre go in step: a second of the
 * street begins when the centre has heard and commanded every controller in the one before.
 */
public final class AdaptiveBench {
    private static final String HOST = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 60;
    /** At the pace of a simulation a controller says much more in a real second than in the street. */
    private static final BusLimits IN_STEP = new BusLimits(64, 1_000_000, 1_000_000, 10_000, 50, 30_000);

    private record Run(double delaySeconds, int unsafeStates, long failures, double wallSeconds) {}

    private final Vertx vertx = Vertx.vertx();
    private final Path temporary;
    private final Path scenarios;
    private final Path nets;
    private final Path baselines;

    private AdaptiveBench(Path scenarios, Path temporary) {
        this.scenarios = scenarios;
        this.temporary = temporary;
        nets = temporary.resolve("nets");
        baselines = temporary.resolve("baselines");
    }

    /**
     * Arguments: the folder of the scenarios, a folder with {@code nets} and {@code baselines} and room for what is temporary,
     * seeds, jitter of departures in seconds, scale of the demand, scenarios.
     */
    public static void main(String[] arguments) throws Exception {
        AdaptiveBench bench = new AdaptiveBench(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> seeds = List.of(arguments[2].split(","));
        List<String> names = List.of(arguments).subList(5, arguments.length);
        try {
            System.out.println(
                    bench.judge(names, seeds, Integer.parseInt(arguments[3]), Double.parseDouble(arguments[4])));
        } finally {
            bench.vertx.close();
        }
    }

    private String judge(List<String> names, List<String> seeds, int jitter, double scale) throws Exception {
        ObjectNode result = new ObjectMapper().createObjectNode();
        ObjectNode ratios = result.putObject("adaptiveRatios");
        int unsafe = 0;
        double sum = 0;
        say("%-14s %10s %10s %8s  %s", "scenario", "actuated s", "adaptive s", "ratio", "each seed");
        for (String name : names) {
            double ours = 0;
            double theirs = 0;
            StringBuilder each = new StringBuilder();
            double wall = 0;
            for (String seed : seeds) {
                Run run = run(name, Integer.parseInt(seed), jitter, scale);
                unsafe += run.unsafeStates();
                ours += run.delaySeconds() / seeds.size();
                theirs += actuated(name, seed) / seeds.size();
                wall += run.wallSeconds();
                each.append(String.format(Locale.ROOT, " %.1f", run.delaySeconds()));
                if (run.failures() > 0) {
                    each.append(" (").append(run.failures()).append(" failures)");
                }
            }
            double ratio = ours / theirs;
            sum += ratio;
            ratios.put(name, Math.round(ratio * 1000) / 1000.0);
            say("%-14s %10.1f %10.1f %8.3f %s  (%.0f s to run)", name, theirs, ours, ratio, each, wall);
        }
        say("mean of the ratios %.3f", sum / names.size());
        result.put("unsafeStates", unsafe);
        return result.toString();
    }

    private double actuated(String name, String seed) throws IOException {
        JsonNode actuated = new ObjectMapper()
                .readTree(baselines.resolve(name + ".json").toFile())
                .path("actuated");
        JsonNode same = actuated.path("seeds").path(seed).path("delay_s");
        return same.isNumber()
                ? same.asDouble()
                : actuated.path("mean").path("delay_s").asDouble();
    }

    private Run run(String name, int seed, int jitter, double scale) throws Exception {
        long began = System.nanoTime();
        SumoScenario scenario = SumoScenario.read(scenarios.resolve(name));
        Path trips = temporary.resolve(name + "-" + seed + ".xml");
        Gbt20999Bus bus = await(Gbt20999Bus.open(vertx, HOST, 0, Gbt20999Profile.DEFAULT, IN_STEP, Clock.systemUTC()));
        int unsafe;
        long failures;
        try (SumoStreet street = new SumoStreet(
                vertx,
                scenario,
                nets.resolve(name + ".json"),
                scenario.options(seed, jitter, scale, trips),
                temporary,
                HOST,
                bus.port())) {
            List<AdaptiveSite> sites = street.sites();
            AdaptiveControl control = centre(bus, sites, street);
            while (!street.isOver()) {
                await(control.second());
                street.second();
            }
            unsafe = street.unsafeStates();
            failures =
                    control.states().stream().mapToLong(AdaptiveState::failures).sum();
        } finally {
            await(bus.close());
        }
        double wall = (System.nanoTime() - began) / 1e9;
        return new Run(TripDelays.read(trips).meanDelaySeconds(), unsafe, failures, wall);
    }

    private static AdaptiveControl centre(FieldBus bus, List<AdaptiveSite> sites, SumoStreet street) throws Exception {
        AdaptiveControl control = new AdaptiveControl(bus, new SafetyVerifier(Limits.DEFAULT), clock(street));
        for (int i = 0; i < sites.size(); i++) {
            bus.register(new ControllerBinding(
                    sites.get(i).junction().id(),
                    SumoStreet.controllerId(i),
                    SumoStreet.ROAD,
                    LinkKind.TCP_SERVER,
                    Optional.empty()));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> silent = new ArrayList<>();
        for (AdaptiveSite site : sites) {
            silent.add(site.junction().id());
        }
        while (!silent.isEmpty()) {
            for (String id : List.copyOf(silent)) {
                if (await(bus.poll(id)) instanceof cn.haihe.signal.fieldbus.Outcome.Done) {
                    silent.remove(id);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("controllers that never answered: " + silent);
            }
        }
        sites.forEach(control::take);
        return control;
    }

    private static Clock clock(SumoStreet street) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return street.now();
            }
        };
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
