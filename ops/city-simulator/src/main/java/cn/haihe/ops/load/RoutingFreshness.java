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
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * gets a new speed each second. One road is slow in one second and fast in the next; the clock runs from the moment its
 * record is sent to the answer of the first route that counts with it.
 */
@Command(name = "routing-freshness", mixinStandardHelpOptions = true)
public final class RoutingFreshness implements Callable<Integer> {
    private static final int RECORDS_PER_CALL = 5_000;
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
                .source("routing-freshness", "Routing freshness", "TRAFFIC");
        List<Road> roads = new OpenDataReader(client::openData).read().streets().roads();
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be 1 or more");
        }
        Random random = new Random(seed);
        Road watched = chooseRoad(roads);
        System.out.printf(
                Locale.ROOT,
                "%,d segments; watching %s, %.0f m%n",
                roads.size(),
                watched.id(),
                watched.line().lengthMetres());
        measure(roads, watched, random);
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

    private void measure(List<Road> roads, Road watched, Random random) throws Exception {
        RouteProbe probe = new RouteProbe(hub, watched);
        Histogram millis = new Histogram(TimeUnit.MINUTES.toMillis(5), 3);
        int givenUp = 0;
        long postingMillis = 0;
        long accepted = 0;
        for (int round = 0; round < rounds; round++) {
            boolean isSlow = round % 2 == 1;
            // not at one phase of the hub's own beat
            Thread.sleep(random.nextInt(500));
            Poster poster = new Poster(everyOther(roads, watched, random));
            poster.start();
            long start = System.nanoTime();
            post(record(watched, isSlow ? SLOW_KMH : FAST_KMH, Instant.now()));
            if (waitFor(probe, isSlow, start)) {
                millis.recordValue((System.nanoTime() - start) / 1_000_000);
            } else {
                givenUp++;
            }
            poster.join();
            postingMillis += poster.tookMillis;
            accepted += poster.accepted;
            Thread.sleep(Math.max(0, 1_000 - (System.nanoTime() - start) / 1_000_000));
        }
        print(roads.size(), millis, givenUp, postingMillis / rounds, accepted / rounds);
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

    private static void print(int segments, Histogram millis, int givenUp, long postingMillis, long accepted)
            throws IOException {
        System.out.printf(
                "from a speed posted to a route that uses it: median %d ms, p90 %d ms, worst of %d %d ms, %d not within"
                        + " %d s; posting all %d segments took %d ms, and the hub took %d of them%n",
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(90),
                millis.getTotalCount(),
                millis.getMaxValue(),
                givenUp,
                GIVEN_UP_MILLIS / 1_000,
                segments,
                postingMillis,
                accepted);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("hubFreshnessMs", millis.getValueAtPercentile(50));
        figures.put("hubFreshnessP90Ms", millis.getValueAtPercentile(90));
        figures.put("hubFreshnessWorstMs", millis.getMaxValue());
        figures.put("rounds", millis.getTotalCount());
        figures.put("givenUp", givenUp);
        figures.put("segments", segments);
        figures.put("postingMs", postingMillis);
        figures.put("acceptedPerRound", accepted);
        System.out.println(new ObjectMapper().writeValueAsString(figures));
    }

    private String everyOther(List<Road> roads, Road watched, Random random) {
        Instant now = Instant.now();
        StringBuilder lines = new StringBuilder();
        for (Road road : roads) {
            if (road != watched) {
                lines.append(record(road, (0.4 + 0.2 * random.nextDouble()) * road.speedLimitKmh(), now));
            }
        }
        return lines.toString();
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

    /** As much as the hub takes in at this pace. */
    private int countAccepted(String lines) throws IOException, InterruptedException {
        return client.feed("/feeds/v1/traffic", lines, apiKey).path("accepted").asInt();
    }

    /** Posts all the others meanwhile, in batches. */
    private final class Poster extends Thread {
        private final String lines;
        private long tookMillis;
        private long accepted;

        Poster(String lines) {
            super("poster");
            this.lines = lines;
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            try {
                int from = 0;
                while (from < lines.length()) {
                    int to = endOfBatch(from);
                    accepted += countAccepted(lines.substring(from, to));
                    from = to;
                }
            } catch (IOException e) {
                System.err.println("posting failed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            tookMillis = (System.nanoTime() - start) / 1_000_000;
        }

        private int endOfBatch(int from) {
            int to = from;
            for (int i = 0; i < RECORDS_PER_CALL && to < lines.length(); i++) {
                to = lines.indexOf('\n', to) + 1;
            }
            return to;
        }
    }
}
