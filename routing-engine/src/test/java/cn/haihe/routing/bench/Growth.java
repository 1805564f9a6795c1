package cn.haihe.routing.bench;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.hierarchy.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How a hierarchy grows with its network, over generated regions of towns, see {@link GeneratedRegion}. */
final class Growth {
    private static final int[] DIRECTED_EDGES = {30_000, 60_000, 125_000, 250_000, 500_000, 1_000_000, 1_500_000};
    private static final int ROUNDS = 7;
    private static final int QUERIES = 2_000;
    /** 110 million people, and a directed edge for every ten of them, as about Porto's extract has. */
    private static final double BEIJING_TIANJIN_HEBEI = 11e6;

    private Growth() {}

    static void measure(long seed, int directedEdgesMax) {
        System.out.printf("generated regions, seed %d: %s%n", seed, GeneratedRegion.WHAT);
        GrowthRow.printHead();
        List<GrowthRow> rows = new ArrayList<>();
        for (int edges : DIRECTED_EDGES) {
            if (edges <= directedEdgesMax) {
                rows.add(row(edges, seed).print());
            }
        }
        if (rows.size() < 3) {
            return;
        }
        GrowthRow last = rows.get(rows.size() - 1);
        System.out.printf(
                Locale.ROOT,
                "Beijing, Tianjin and Hebei, if 110 million people have a directed edge for every ten of them (as Porto's"
                        + " extract), and all goes on growing as from %.0f to %.0f arcs:%n",
                rows.get(rows.size() - 3).arcs(),
                last.arcs());
        GrowthRow whole = last.extrapolate(rows.get(rows.size() - 3), BEIJING_TIANJIN_HEBEI)
                .print();
        System.out.println(new JsonLine()
                .add("arcs", last.arcs())
                .add("orderSeconds", last.orderSeconds())
                .add("links", last.links())
                .add("triangles", last.triangles())
                .add("customiseMs1", last.customiseMs())
                .add("queryMicros", last.queryMicros())
                .add("mebibytes", last.mebibytes())
                .add("regionOrderSeconds", whole.orderSeconds())
                .add("regionCustomiseMs1", whole.customiseMs())
                .add("regionMebibytes", whole.mebibytes()));
    }

    private static GrowthRow row(int edges, long seed) {
        GeneratedRegion region = GeneratedRegion.of(edges, seed);
        long start = System.nanoTime();
        int[] order = region.order(seed);
        double orderSeconds = seconds(start);
        start = System.nanoTime();
        Hierarchy hierarchy = Hierarchy.of(region.turns(), order);
        double buildSeconds = seconds(start);
        Metric metric = new Metric(hierarchy);
        return new GrowthRow(
                hierarchy.arcCount(),
                region.towns(),
                orderSeconds,
                buildSeconds,
                hierarchy.linkCount(),
                hierarchy.triangleCount(),
                customiseMillis(region, metric, seed),
                queryMicros(metric, seed),
                mebibytes(hierarchy));
    }

    /** On one thread, the best of some: on a busy machine the least disturbed. */
    private static double customiseMillis(GeneratedRegion region, Metric metric, long seed) {
        Customiser customiser = new Customiser(metric.hierarchy());
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            Costs costs = region.costs(seed + round);
            long start = System.nanoTime();
            customiser.customise(metric, costs);
            best = Math.min(best, seconds(start) * 1_000);
        }
        return best;
    }

    /** Search and unpacking between two arcs anywhere, on average. */
    private static double queryMicros(Metric metric, long seed) {
        PathQuery query = new PathQuery(metric.hierarchy());
        int arcs = metric.hierarchy().arcCount();
        double micros = 0;
        for (int round = 0; round < 2; round++) {
            Random random = new Random(seed);
            long start = System.nanoTime();
            for (int i = 0; i < QUERIES; i++) {
                Seeds from = new Seeds().add(random.nextInt(arcs), 0);
                Seeds to = new Seeds().add(random.nextInt(arcs), 0);
                if (query.search(metric, from, to) < Costs.CLOSED) {
                    query.arcs();
                }
            }
            micros = seconds(start) * 1e6 / QUERIES;
        }
        return micros;
    }

    /** The arrays of graph and hierarchy (three for each link, turn and six for each arc), and two metrics with costs. */
    private static double mebibytes(Hierarchy hierarchy) {
        long links = hierarchy.linkCount();
        long arcs = hierarchy.arcCount();
        long turns = hierarchy.graph().turnCount();
        long structure = 3 * links + 3 * turns + 6 * arcs;
        long metrics = 2 * (2 * links + arcs + turns);
        return 4.0 * (structure + metrics) / 1048576;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
