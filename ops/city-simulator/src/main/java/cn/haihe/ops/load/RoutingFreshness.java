package cn.haihe.ops.load;

import cn.haihe.ops.city.hub.Account;
import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.KeyStore;
import cn.haihe.ops.city.hub.Provisioning;
import cn.haihe.ops.city.network.OpenDataReader;
import cn.haihe.ops.city.network.Road;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how long after a speed was posted at a running hub's feed a route uses it, while every segment of the city
 * gets a new speed in every period, round after round without a pause. One road is slow in one round and fast in the next; the
 * clock runs from the moment its record is sent to the answer of the first route that counts with it.
 */
@Command(name = "routing-freshness", mixinStandardHelpOptions = true)
public final class RoutingFreshness implements Callable<Integer> {
    private static final int RECORDS_PER_CALL = 5_000;
    private static final int LANES = 2;
    private static final int RECORDS_PER_SECOND = 400_000;
    private static final double SLOW_KMH = 6;
    private static final double FAST_KMH = 24;
    private static final double BETWEEN_KMH = 12;
    private static final double SHORTEST_METRES = 200;
    private static final int CANDIDATES = 200;
    private static final long GIVEN_UP_MILLIS = 20_000;
    private static final long BETWEEN_QUESTIONS_MILLIS = 10;

    @Option(names = "--hub", defaultValue = "http://127.0.0.1:8080")
    URI hub;

    @Option(names = "--rounds", defaultValue = "30", description = "default ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--seed", defaultValue = "20260101", description = "of the speeds (default ${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--period-ms",
            defaultValue = "1000",
            description = "in which every segment gets a new speed (default ${DEFAULT-VALUE})")
    int periodMillis;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "10",
            description = "of the stream of speeds before the first round (default ${DEFAULT-VALUE})")
    int warmUpSeconds;

    @Option(names = "--hub-pid", description = "to tell its processor time")
    Optional<Long> hubPid = Optional.empty();

    @Option(names = "--hub-data", description = "data directory of the hub, to tell the processor time of its Redis")
    Optional<String> hubData = Optional.empty();

    private HubClient client;
    private String apiKey;

    public static void main(String... args) {
        System.exit(new CommandLine(new RoutingFreshness()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        client = new HubClient(hub);
        String password = System.getenv("HAIHE_DEMO_PASSWORD");
        if (password == null) {
            throw new IllegalStateException("HAIHE_DEMO_PASSWORD holds the administrator's password");
        }
        Account administrator = new Account(client, Clock.systemUTC(), "administrator", password);
        apiKey = new Provisioning(client, administrator, new KeyStore(null))
                .source("routing-freshness", "Routing freshness", "TRAFFIC", RECORDS_PER_SECOND);
        List<Road> roads = new OpenDataReader(client::openData).read().streets().roads();
        if (rounds < 1 || periodMillis < 1) {
            throw new IllegalArgumentException("--rounds and --period-ms must be 1 or more");
        }
        Road watched = chooseRoad(roads);
        System.out.printf(
                Locale.ROOT,
                "%,d segments; watching %s, %.0f m%n",
                roads.size(),
                watched.id(),
                watched.line().lengthMetres());
        measure(roads, watched);
        return 0;
    }

    /** A long road whose way from a quarter to three quarters leads along it even where it is slow. */
    private Road chooseRoad(List<Road> roads) throws IOException, InterruptedException {
        List<Road> candidates = roads.stream()
                .filter(road -> road.line().lengthMetres() > SHORTEST_METRES && road.speedLimitKmh() >= FAST_KMH)
                .sorted(Comparator.comparing(Road::id))
                .limit(CANDIDATES)
                .toList();
        for (Road road : candidates) {
            post(record(road, SLOW_KMH, Instant.now()));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            RouteProbe probe = new RouteProbe(hub, road);
            while (System.nanoTime() < end) {
                OptionalDouble kmh = probe.findKmh();
                if (kmh.isEmpty()) {
                    break;
                }
                if (kmh.getAsDouble() < BETWEEN_KMH) {
                    return road;
                }
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("no road of this city can be watched");
    }

    private void measure(List<Road> roads, Road watched) throws Exception {
        RouteProbe probe = new RouteProbe(hub, watched);
        Random random = new Random(seed);
        Histogram millis = new Histogram(TimeUnit.MINUTES.toMillis(5), 3);
        int givenUp = 0;
        List<Road> others = roads.stream().filter(road -> road != watched).toList();
        try (SpeedStream stream = new SpeedStream(
                client, apiKey, others, RECORDS_PER_CALL, LANES, Duration.ofMillis(periodMillis), seed)) {
            stream.start();
            Thread.sleep(TimeUnit.SECONDS.toMillis(warmUpSeconds));
            ProcessorTime before = ProcessorTime.read(hubPid, hubData);
            SpeedStream.Counts countsBefore = stream.counts();
            for (int round = 0; round < rounds; round++) {
                // not at one phase of the hub's own beat
                Thread.sleep(random.nextInt(1_000));
                boolean isSlow = round % 2 == 1;
                long start = System.nanoTime();
                post(record(watched, isSlow ? SLOW_KMH : FAST_KMH, Instant.now()));
                if (waitFor(probe, isSlow, start)) {
                    millis.recordValue((System.nanoTime() - start) / 1_000_000);
                } else {
                    givenUp++;
                }
            }
            SpeedStream.Counts counts = stream.counts().since(countsBefore);
            print(
                    roads.size(),
                    millis,
                    givenUp,
                    stream,
                    counts,
                    ProcessorTime.read(hubPid, hubData).since(before));
        }
    }

    private static boolean waitFor(RouteProbe probe, boolean isSlow, long start) throws Exception {
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(GIVEN_UP_MILLIS)) {
            OptionalDouble kmh = probe.findKmh();
            if (kmh.isPresent() && (kmh.getAsDouble() < BETWEEN_KMH) == isSlow) {
                return true;
            }
            Thread.sleep(BETWEEN_QUESTIONS_MILLIS);
        }
        return false;
    }

    private void print(
            int segments,
            Histogram millis,
            int givenUp,
            SpeedStream stream,
            SpeedStream.Counts counts,
            ProcessorTime processors)
            throws IOException {
        System.out.printf(
                Locale.ROOT,
                "a new speed of all %,d segments every %,d ms: the hub took %,.0f records a second, and did not take %,d;"
                        + " a call of %,d took %d ms (median), the worst was sent %d ms late%n",
                segments,
                periodMillis,
                counts.acceptedPerSecond(),
                counts.refused(),
                RECORDS_PER_CALL,
                stream.answerMillisMedian(),
                stream.worstLateMillis());
        System.out.printf(
                "from a speed posted to a route that uses it: median %d ms, p90 %d ms, worst of %d %d ms, %d not within"
                        + " %d s%n",
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(90),
                millis.getTotalCount(),
                millis.getMaxValue(),
                givenUp,
                GIVEN_UP_MILLIS / 1_000);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("hubFreshnessMs", millis.getValueAtPercentile(50));
        figures.put("hubFreshnessP90Ms", millis.getValueAtPercentile(90));
        figures.put("hubFreshnessWorstMs", millis.getMaxValue());
        figures.put("rounds", millis.getTotalCount());
        figures.put("givenUp", givenUp);
        figures.put("segments", segments);
        figures.put("periodMs", periodMillis);
        figures.put("acceptedPerSecond", Math.round(counts.acceptedPerSecond()));
        figures.put("notAccepted", counts.refused());
        figures.put("callMs", stream.answerMillisMedian());
        figures.put("worstLateMs", stream.worstLateMillis());
        processors.describe(counts.atNanos() / 1e9).forEach(figures::put);
        System.out.println(new ObjectMapper().writeValueAsString(figures));
    }

    private static String record(Road road, double kmh, Instant observedAt) {
        return String.format(
                Locale.ROOT,
                "{\"segmentId\":\"%s\",\"observedAt\":\"%s\",\"speedKmh\":%.1f}%n",
                road.id(),
                observedAt,
                kmh);
    }

    private void post(String lines) throws IOException, InterruptedException {
        JsonNode answer = client.feed("/feeds/v1/traffic", lines, apiKey);
        if (answer.path("rejected").asInt() > 0) {
            throw new IOException("the hub rejected " + answer.path("reasons"));
        }
    }
}
