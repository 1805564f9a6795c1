package cn.haihe.routing.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.LiveWeighting;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.live.SegmentSpeeds;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.routing.Router;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.ch.PrepareContractionHierarchies;
import com.graphhopper.routing.lm.LandmarkStorage;
import com.graphhopper.storage.CHConfig;
import com.graphhopper.storage.RoutingCHGraph;
import com.graphhopper.storage.RoutingCHGraphImpl;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.shapes.GHPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * GraphHopper's frozen hierarchy, its landmarks, and our guide: the same graph, the same pairs, the same run, one
 * thread. A whole route each time (snap, search, unpack, geometry), without instructions.
 */
final class RoutingBench {
    private static final int WARM_UP = 300;

    private final City city;
    private final RoadGraph graph;
    private final SegmentMatch match;
    private final FreeFlow freeFlow;
    private final LandmarkStorage landmarks;
    private final List<GHRequest> pairs = new ArrayList<>();

    private RoutingBench(Path osmFile, Path dataDir) {
        city = new CityImporter().importFrom(osmFile).city();
        graph = RoadGraphs.open(osmFile, dataDir);
        match = SegmentMatch.of(graph, city);
        freeFlow = FreeFlow.of(graph, city, match);
        landmarks = Landmarks.open(graph, freeFlow, match);
    }

    public static void main(String[] args) throws Exception {
        Path osmFile = null;
        int pairCount = 1_000;
        long seed = 20260101;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--osm" -> osmFile = Path.of(args[i + 1]);
                case "--pairs" -> pairCount = Integer.parseInt(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        Path dataDir = Files.createTempDirectory("haihe-routing-bench");
        if (osmFile == null) {
            osmFile = dataDir.resolve("demo-small.osm.pbf");
            DemoCity.write(osmFile, DemoScale.SMALL, seed);
        }
        new RoutingBench(osmFile, dataDir).run(osmFile, pairCount, seed);
    }

    private void run(Path osmFile, int pairCount, long seed) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d nodes, %d edges, %d of %d directed edges on segments; %d pairs, seed %d, one thread%n",
                osmFile.getFileName(),
                graph.base().getNodes(),
                graph.base().getEdges(),
                match.matchedCount(),
                match.drivableCount(),
                pairCount,
                seed);
        RoutingCHGraph hierarchy = contract();
        LiveSpeeds frozen = LiveSpeeds.unknown(freeFlow, match);
        SegmentSpeeds rush = rushHour(new Random(seed));
        LiveSpeeds live = LiveSpeeds.of(freeFlow, match, rush);
        LiveRouteGuide guide =
                new LiveRouteGuide(graph, city, CongestionScale.GBT_33171, RouteLimits.DEFAULT, Clock.systemUTC());
        guide.useSpeeds(rush).toCompletableFuture().join();
        choosePairs(pairCount, new Random(seed), guide);

        Figures ch = measure(router(frozen, Map.of(CarProfile.NAME, hierarchy), Map.of()));
        Figures lmFrozen = measure(router(frozen, Map.of(), Map.of(CarProfile.NAME, landmarks)));
        Figures lmLive = measure(router(live, Map.of(), Map.of(CarProfile.NAME, landmarks)));
        Figures ours = measure(guide::routeAsGraphHopper);
        double updateMs = measureUpdates(guide, rush);

        System.out.printf(Locale.ROOT, "%-44s %9s %9s %9s %9s%n", "", "mean ms", "p50 ms", "p99 ms", "mean km");
        row("GraphHopper CH, frozen at free flow", ch);
        row("GraphHopper LM, frozen at free flow", lmFrozen);
        row("GraphHopper LM, live rush hour", lmLive);
        row("Haihe, live rush hour", ours);
        System.out.printf(Locale.ROOT, "a new picture of all speeds is in use after %.2f ms%n", updateMs);
        System.out.printf(
                Locale.ROOT,
                "{\"map\":\"%s\",\"nodes\":%d,\"pairs\":%d,\"ghChMeanMs\":%.3f,\"ghLmFrozenMeanMs\":%.3f,"
                        + "\"ghLmLiveMeanMs\":%.3f,\"ourMeanMs\":%.3f,\"ourP99Ms\":%.3f,\"updateMs\":%.3f}%n",
                osmFile.getFileName(),
                graph.base().getNodes(),
                pairCount,
                ch.meanMs(),
                lmFrozen.meanMs(),
                lmLive.meanMs(),
                ours.meanMs(),
                ours.p99Ms(),
                updateMs);
    }

    private RoutingCHGraph contract() {
        if (!graph.base().isFrozen()) {
            graph.base().freeze();
        }
        LiveWeighting weighting = new LiveWeighting(LiveSpeeds.unknown(freeFlow, match), graph.turnCosts(), 0);
        var result = PrepareContractionHierarchies.fromGraph(
                        graph.base(), CHConfig.edgeBased(CarProfile.NAME, weighting))
                .doWork();
        System.out.printf("GraphHopper's hierarchy took %d ms to prepare%n", result.getTotalPrepareTime());
        return RoutingCHGraphImpl.fromGraph(graph.base(), result.getCHStorage(), result.getCHConfig());
    }

    private Function<GHRequest, GHResponse> router(
            LiveSpeeds speeds, Map<String, RoutingCHGraph> hierarchies, Map<String, LandmarkStorage> withLandmarks) {
        Router router = new Router(
                graph.base(),
                graph.values(),
                graph.locations(),
                Map.of(CarProfile.NAME, graph.profile()),
                new PathDetailsBuilderFactory(),
                graph.translations(),
                new RouterConfig(),
                (profile, hints, disableTurnCosts) -> new LiveWeighting(speeds, graph.turnCosts(), 0),
                hierarchies,
                withLandmarks);
        return router::route;
    }

    /** Main roads lose more of their speed than side streets, and a fifth of the segments has no live value. */
    private SegmentSpeeds rushHour(Random random) {
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(city.segments().size(), Instant.now());
        for (Segment segment : city.segments()) {
            boolean isMain = segment.roadClass().compareTo(RoadClass.SECONDARY) <= 0;
            double share = (isMain ? 0.25 : 0.45) + 0.4 * random.nextDouble();
            if (random.nextInt(5) > 0) {
                speeds.speed(segment.index(), share * segment.speedLimitKmh(), Grade.B);
            }
        }
        return speeds.build();
    }

    private void choosePairs(int count, Random random, LiveRouteGuide guide) {
        int segments = city.segments().size();
        for (int tries = 0; pairs.size() < count; tries++) {
            if (tries > 20 * count) {
                throw new IllegalStateException("hardly any two points of this map have a way between them");
            }
            GHRequest pair = new GHRequest(point(random.nextInt(segments)), point(random.nextInt(segments)))
                    .setProfile(CarProfile.NAME)
                    .putHint(Parameters.Routing.INSTRUCTIONS, false);
            if (!guide.routeAsGraphHopper(pair).hasErrors()) {
                pairs.add(pair);
            }
        }
    }

    private GHPoint point(int segment) {
        var middle = city.segments().get(segment).geometry().getCentroid();
        return new GHPoint(middle.getY(), middle.getX());
    }

    private Figures measure(Function<GHRequest, GHResponse> routes) {
        for (int i = 0; i < WARM_UP; i++) {
            routes.apply(pairs.get(i % pairs.size()));
        }
        long[] nanos = new long[pairs.size()];
        double metres = 0;
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            GHResponse response = routes.apply(pairs.get(i));
            nanos[i] = System.nanoTime() - start;
            if (response.hasErrors()) {
                throw new IllegalStateException(
                        "no way between points that had one",
                        response.getErrors().get(0));
            }
            metres += response.getBest().getDistance();
        }
        Arrays.sort(nanos);
        return new Figures(
                Arrays.stream(nanos).average().orElseThrow() / 1e6,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                metres / nanos.length / 1000);
    }

    private static double measureUpdates(LiveRouteGuide guide, SegmentSpeeds speeds) {
        int rounds = 50;
        for (int i = 0; i < rounds; i++) {
            guide.useSpeeds(speeds).toCompletableFuture().join();
        }
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            guide.useSpeeds(speeds).toCompletableFuture().join();
        }
        return (System.nanoTime() - start) / 1e6 / rounds;
    }

    private static void row(String name, Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.3f %9.3f %9.3f %9.2f%n",
                name,
                figures.meanMs(),
                figures.p50Ms(),
                figures.p99Ms(),
                figures.meanKm());
    }

    private record Figures(double meanMs, double p50Ms, double p99Ms, double meanKm) {}
}
