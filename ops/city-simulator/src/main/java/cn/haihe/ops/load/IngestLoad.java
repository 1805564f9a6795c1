package cn.haihe.ops.load;

import cn.haihe.ops.city.hub.Account;
import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.jt808.Jt808Terminal;
import cn.haihe.ops.city.jt808.ProtocolYear;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how many locations a second a running hub takes in over JT/T 808, and how soon they can be read. */
@Command(name = "ingest-load", mixinStandardHelpOptions = true)
public final class IngestLoad implements Callable<Integer> {
    private static final int LANES = 2;
    private static final int PROBES = 20;
    private static final int TERMINALS_PER_CALL = 5_000;
    private static final int SETUP_MINUTES_MAX = 3;

    @Option(names = "--hub", defaultValue = "http://127.0.0.1:8080")
    URI hub;

    @Option(names = "--jt808-port", defaultValue = "8808")
    int port;

    @Option(names = "--connections", defaultValue = "10000", description = "terminals (default ${DEFAULT-VALUE})")
    int connections;

    @Option(names = "--rate", defaultValue = "20000", description = "locations a second (default ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "default ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--hub-pid", description = "to tell the hub's processor time and memory")
    Optional<Long> hubPid = Optional.empty();

    public static void main(String... args) {
        System.exit(new CommandLine(new IngestLoad()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        HubClient client = new HubClient(hub);
        double[] middle = middleOf(client);
        enterTerminals(client);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LANES + 1));
        try {
            return run(vertx, middle);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private int run(Vertx vertx, double[] middle) throws Exception {
        LoadPlan plan = LoadPlan.of(connections, rate, seconds, middle[0], middle[1], Instant.now());
        LoadLane.Counts counts = new LoadLane.Counts();
        List<LoadLane> lanes = new ArrayList<>();
        List<Future<String>> deployed = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            int first = PROBES + connections * i / LANES;
            int count = PROBES + connections * (i + 1) / LANES - first;
            LoadLane lane = new LoadLane(plan, hub.getHost(), port, first, count, counts);
            lanes.add(lane);
            deployed.add(vertx.deployVerticle(lane));
        }
        long began = System.nanoTime();
        await(Future.all(deployed), SETUP_MINUTES_MAX * 60);
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        List<Probe> probes = connectProbes(vertx, plan, micros);
        System.out.printf(
                "%,d terminals signed on in %.1f s%n", connections + PROBES, (System.nanoTime() - began) / 1e9);

        Optional<HubProcess> process = hubPid.map(HubProcess::new);
        HubCounters before = HubCounters.read(hub);
        Optional<Duration> cpuBefore = process.flatMap(HubProcess::cpu);
        long start = System.nanoTime();
        System.out.printf("sending %,d locations a second for %d s, %d buses watched%n", rate, seconds, PROBES);
        int[] next = {0};
        long timer = vertx.setPeriodic(
                1_000 / PROBES, tick -> probes.get(next[0]++ % PROBES).report());
        await(Future.all(lanes.stream().map(LoadLane::run).toList()), seconds * 3 + 60);
        double sendingSeconds = (System.nanoTime() - start) / 1e9;
        vertx.cancelTimer(timer);
        HubCounters taken = settled(before, counts.sent().sum());
        print(plan, counts, taken, sendingSeconds, micros, probes, process, cpuBefore);
        return 0;
    }

    /** Waits until the hub has counted all that was sent, or counts no more. */
    private HubCounters settled(HubCounters before, long sent) throws Exception {
        HubCounters last = HubCounters.read(hub).since(before);
        for (int still = 0; still < 4 && last.accepted() + last.rejected() < sent; ) {
            Thread.sleep(250);
            HubCounters now = HubCounters.read(hub).since(before);
            still = now.equals(last) ? still + 1 : 0;
            last = now;
        }
        return last;
    }

    private void print(
            LoadPlan plan,
            LoadLane.Counts counts,
            HubCounters taken,
            double sendingSeconds,
            Histogram micros,
            List<Probe> probes,
            Optional<HubProcess> process,
            Optional<Duration> cpuBefore)
            throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("locationsPerSecond", Math.round(taken.accepted() / sendingSeconds));
        figures.put("seconds", Math.round(sendingSeconds * 10) / 10.0);
        figures.put("connections", plan.connections());
        figures.put("sent", counts.sent().sum());
        figures.put("answeredOk", counts.answeredOk().sum());
        figures.put("answeredOther", counts.answeredOther().sum());
        figures.put("connectionsLost", counts.lost().sum());
        figures.put("accepted", taken.accepted());
        figures.put("rejected", taken.rejected());
        figures.put("p50Ms", micros.getValueAtPercentile(50) / 1000.0);
        figures.put("p99Ms", micros.getValueAtPercentile(99) / 1000.0);
        figures.put("maxMs", micros.getMaxValue() / 1000.0);
        figures.put("probeSamples", micros.getTotalCount());
        figures.put("probesGivenUp", probes.stream().mapToLong(Probe::givenUp).sum());
        process.flatMap(HubProcess::rssMiB).ifPresent(rss -> figures.put("hubRssMiB", rss));
        if (cpuBefore.isPresent()) {
            double cpu = process.flatMap(HubProcess::cpu)
                            .orElseThrow()
                            .minus(cpuBefore.get())
                            .toMillis()
                    / 1e3;
            figures.put("hubCpuCores", Math.round(cpu / sendingSeconds * 100) / 100.0);
        }
        double own = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
        figures.put("generatorCpuSeconds", Math.round(own * 10) / 10.0);
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        System.out.println(new ObjectMapper().writeValueAsString(figures));
    }

    private List<Probe> connectProbes(Vertx vertx, LoadPlan plan, Histogram micros) throws Exception {
        var http = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(hub.getHost())
                .setDefaultPort(hub.getPort())
                .setMaxPoolSize(PROBES));
        var net = vertx.createNetClient();
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            Jt808Terminal terminal =
                    new Jt808Terminal(net, ProtocolYear.Y2013, LoadPlan.phone(i), LoadLane.identity(i));
            await(terminal.connect(hub.getHost(), port), 60);
            probes.add(new Probe(vertx, http, terminal, i, plan.midLon() + 0.012 + i * 0.0005, plan.midLat(), micros));
        }
        return probes;
    }

    private void enterTerminals(HubClient client) throws Exception {
        String password = System.getenv("HAIHE_DEMO_PASSWORD");
        if (password == null) {
            throw new IllegalStateException("HAIHE_DEMO_PASSWORD holds the administrator's password");
        }
        Account administrator = new Account(client, Clock.systemUTC(), "administrator", password);
        StringBuilder lines = new StringBuilder();
        int all = connections + PROBES;
        for (int i = 0; i < all; i++) {
            lines.append(String.format(
                    "{\"phone\":\"%s\",\"plate\":\"%s\",\"plateColour\":2,\"routeId\":null}%n",
                    LoadPlan.phone(i), LoadPlan.plate(i)));
            if ((i + 1) % TERMINALS_PER_CALL == 0 || i == all - 1) {
                client.postLines("/api/v1/terminals", lines.toString(), administrator.token());
                lines.setLength(0);
            }
        }
        System.out.printf("%,d terminals entered in the register%n", all);
    }

    private static double[] middleOf(HubClient client) throws Exception {
        try (var body = client.openData("city")) {
            var bounds = new ObjectMapper().readTree(body).get("bounds");
            return new double[] {
                (bounds.get(0).asDouble() + bounds.get(2).asDouble()) / 2,
                (bounds.get(1).asDouble() + bounds.get(3).asDouble()) / 2
            };
        }
    }

    private static void await(Future<?> future, long secondsMax) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(secondsMax, TimeUnit.SECONDS);
    }
}
