package cn.haihe.routing.bench;

import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.internal.ArcOrder;
import cn.haihe.routing.internal.LiveRouteGuide;
import com.graphhopper.GHRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * GraphHopper's frozen hierarchy, its landmarks, and our guide: the same graph, the same pairs, the same run; and what
 * new speeds cost. The last line is one JSON object.
 */
final class RoutingBench {
    private final BenchOptions options;
    private final Path dataDir;

    private RoutingBench(BenchOptions options, Path dataDir) {
        this.options = options;
        this.dataDir = dataDir;
    }

    public static void main(String[] arguments) throws Exception {
        BenchOptions options = BenchOptions.parse(arguments);
        RoutingBench bench = new RoutingBench(options, Files.createTempDirectory("haihe-routing-bench"));
        switch (options.section()) {
            case ROUTES -> bench.routes();
            case HEAP -> bench.heap();
            case GROWTH -> Growth.measure(options.seed(), options.growthMax());
        }
    }

    private void heap() throws IOException {
        HeapUse use = HeapUse.measure(options, osmFile(DemoScale.TIANJIN), dataDir);
        System.out.printf(Locale.ROOT, "{\"heapMib\":%.1f,\"cityHeapMib\":%.1f}%n", use.routingMib(), use.cityMib());
    }

    private Path osmFile(DemoScale scale) throws IOException {
        if (options.osmFile().isPresent()) {
            return options.osmFile().get();
        }
        Path file = dataDir.resolve("demo-" + scale.name().toLowerCase(Locale.ROOT) + ".osm.pbf");
        DemoCity.write(file, scale, options.seed());
        return file;
    }

    private void routes() throws Exception {
        BenchMap map = BenchMap.open(osmFile(DemoScale.SMALL), dataDir);
        System.out.printf(
                Locale.ROOT,
                "%s: %d nodes, %d edges, %d of %d directed edges on segments; %d pairs, seed %d, one thread%n",
                map.osmFile().getFileName(),
                map.graph().base().getNodes(),
                map.graph().base().getEdges(),
                map.match().matchedCount(),
                map.match().drivableCount(),
                options.pairs(),
                options.seed());
        RoadArcs arcs = RoadArcs.of(map.graph());
        long start = System.nanoTime();
        int[] order = ArcOrder.open(map.graph(), arcs);
        double orderSeconds = (System.nanoTime() - start) / 1e9;
        Hierarchy hierarchy = Hierarchy.of(arcs.turns(), order);
        System.out.printf(
                Locale.ROOT,
                "our hierarchy: order found in %.1f s; %d arcs, %d turns, %d links, %d triangles%n",
                orderSeconds,
                hierarchy.arcCount(),
                arcs.turns().turnCount(),
                hierarchy.linkCount(),
                hierarchy.triangleCount());
        try (LiveRouteGuide guide = map.guide()) {
            compare(map, guide, hierarchy);
        }
    }

    private void compare(BenchMap map, LiveRouteGuide guide, Hierarchy hierarchy) throws Exception {
        long seed = options.seed();
        var rush = Traffic.rushHour(map.city(), seed);
        var jam = Traffic.jam(map.city(), seed);
        Peers peers = new Peers(map);
        var frozen = peers.frozenHierarchy();
        var landmarks = peers.landmarks();
        guide.useSpeeds(rush).toCompletableFuture().join();
        List<GHRequest> pairs = Pairs.choose(map, options.pairs(), seed, guide::routeAsGraphHopper);

        RouteTimes.printHead();
        var ch = RouteTimes.measure("GraphHopper CH, frozen at free flow", pairs, frozen)
                .print();
        var lmFrozen = RouteTimes.measure(
                        "GraphHopper LM, frozen at free flow", pairs, peers.frozenLandmarks(landmarks))
                .print();
        var lmRush = RouteTimes.measure(
                        "GraphHopper LM, live rush hour", pairs, peers.withLandmarks(landmarks, map.speeds(rush)))
                .print();
        var lmJam = RouteTimes.measure(
                        "GraphHopper LM, live jam", pairs, peers.withLandmarks(landmarks, map.speeds(jam)))
                .print();
        var ours = RouteTimes.measure("Haihe, live rush hour", pairs, guide::routeAsGraphHopper)
                .print();
        guide.useSpeeds(jam).toCompletableFuture().join();
        var oursJam = RouteTimes.measure("Haihe, live jam", pairs, guide::routeAsGraphHopper)
                .print();
        var customise =
                CustomiseTimes.measure(map, hierarchy, List.of(rush, jam)).print();
        CustomiseTimes.printPartial(map, hierarchy, rush, customise.oneThreadMs(), seed);
        var freshness = Freshness.measure(map, guide, pairs, seed).print();
        var matrix = MatrixTimes.measure(map, guide, seed).print();
        var stream = UpdateStream.measure(map, guide, pairs, seed).print();

        System.out.println(new JsonLine()
                .add("ghChMeanMs", ch.meanMs())
                .add("ghLmLiveMeanMs", lmRush.meanMs())
                .add("ourMeanMs", ours.meanMs())
                .add("ourP99Ms", ours.p99Ms())
                .add("customiseMs1", customise.oneThreadMs())
                .add("customiseMs2", customise.twoThreadsMs())
                .add("freshnessMs", freshness.medianMs())
                .add("underUpdatesRatio", stream.ratio())
                .add("ghLmFrozenMeanMs", lmFrozen.meanMs())
                .add("ghLmJamMeanMs", lmJam.meanMs())
                .add("ourP50Ms", ours.p50Ms())
                .add("ourJamMeanMs", oursJam.meanMs())
                .add("ourJamP99Ms", oursJam.p99Ms())
                .add("perfectMs", customise.pruneMs())
                .add("freshnessWorstMs", freshness.worstMs())
                .add("slowestUnderUpdatesMs", stream.slowestMs())
                .add("pauseMs", stream.pauseMs())
                .add("errorsUnderUpdates", stream.errors())
                .add("matrixSeconds", matrix.timesSeconds())
                .add("matrixWithDistancesSeconds", matrix.distancesSeconds())
                .add("map", map.osmFile().getFileName().toString())
                .add("nodes", map.graph().base().getNodes())
                .add("pairs", pairs.size()));
    }
}
