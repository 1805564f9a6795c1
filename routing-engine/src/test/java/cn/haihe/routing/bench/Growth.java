package cn.haihe.routing.bench;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.hierarchy.Seeds;
import java.util.Locale;
import java.util.Random;

/** How a hierarchy grows with its network, over generated regions of towns, see {@link GeneratedRegion}. */
final class Growth {
    private static final int[] DIRECTED_EDGES = {30_000, 60_000, 125_000, 250_000, 500_000, 1_000_000, 1_500_000};
    private static final int ROUNDS = 7;
    private static final int QUERIES = 2_000;

    private Growth() {}

    static void measure(long seed) {
        System.out.printf(
                Locale.ROOT,
                "generated regions (seed %d): %s%n%12s %9s %10s %8s %10s %11s %13s %10s %10s %11s%n",
                seed,
                GeneratedRegion.WHAT,
                "arcs",
                "towns",
                "turns",
                "order s",
                "links",
                "triangles",
                "build s",
                "customise",
                "query us",
                "MiB");
        for (int edges : DIRECTED_EDGES) {
            row(edges, seed);
        }
    }

    private static void row(int edges, long seed) {
        GeneratedRegion region = GeneratedRegion.of(edges, seed);
        long start = System.nanoTime();
        int[] order = region.order(seed);
        double orderSeconds = seconds(start);
        start = System.nanoTime();
        Hierarchy hierarchy = Hierarchy.of(region.turns(), order);
        double buildSeconds = seconds(start);
        Customiser customiser = new Customiser(hierarchy);
        Metric metric = new Metric(hierarchy);
        double customiseMs = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            Costs costs = region.costs(seed + round);
            start = System.nanoTime();
            customiser.customise(metric, costs);
            customiseMs = Math.min(customiseMs, seconds(start) * 1_000);
        }
        System.out.printf(
                Locale.ROOT,
                "%12d %9d %10d %8.1f %10d %11d %13.1f %8.0fms %10.1f %11.0f%n",
                hierarchy.arcCount(),
                region.towns(),
                region.turns().turnCount(),
                orderSeconds,
                hierarchy.linkCount(),
                hierarchy.triangleCount(),
                buildSeconds,
                customiseMs,
                queryMicros(hierarchy, metric, seed),
                mebibytes(hierarchy));
    }

    private static double queryMicros(Hierarchy hierarchy, Metric metric, long seed) {
        PathQuery query = new PathQuery(hierarchy);
        double micros = 0;
        for (int round = 0; round < 2; round++) {
            Random random = new Random(seed);
            long start = System.nanoTime();
            for (int i = 0; i < QUERIES; i++) {
                Seeds from = new Seeds().add(random.nextInt(hierarchy.arcCount()), 0);
                Seeds to = new Seeds().add(random.nextInt(hierarchy.arcCount()), 0);
                if (query.search(metric, from, to) < Costs.CLOSED) {
                    query.arcs();
                }
            }
            micros = seconds(start) * 1e6 / QUERIES;
        }
        return micros;
    }

    /** The hierarchy (parent, ranks, links both ways and by turn) and two metrics. */
    private static double mebibytes(Hierarchy hierarchy) {
        long links = hierarchy.linkCount();
        long arcs = hierarchy.arcCount();
        long turns = hierarchy.graph().turnCount();
        long structure = 3 * links + 5 * arcs + 3 * turns + arcs;
        long metrics = 2 * (2 * links + arcs + turns);
        return 4.0 * (structure + metrics) / 1048576;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
