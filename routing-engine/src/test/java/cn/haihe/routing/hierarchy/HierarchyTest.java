package cn.haihe.routing.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hierarchy against plain Dijkstra over the same costs, on small networks with every kind of turn. */
class HierarchyTest {
    private static final int METRICS = 6;
    private static final int QUERIES = 80;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySearchCostsWhatDijkstraSays(long seed) {
        Random random = new Random(seed);
        TurnGraph graph = RandomTurns.grid(5 + random.nextInt(6), random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Customiser customiser = new Customiser(hierarchy);
        Metric metric = new Metric(hierarchy);
        PathQuery query = new PathQuery(hierarchy);
        int found = 0;
        for (int i = 0; i < METRICS; i++) {
            Costs costs = RandomTurns.costs(graph, random);
            customiser.customise(metric, costs);
            found += compare(query, metric, costs, random, "seed " + seed + ", costs " + i);
        }
        assertThat(found).isGreaterThan(METRICS * QUERIES / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void severalThreadsAndPartsMakeTheSameMetric(long seed) {
        Random random = new Random(seed);
        TurnGraph graph = RandomTurns.grid(22, random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Customiser customiser = new Customiser(hierarchy);
        Metric alone = new Metric(hierarchy);
        Metric together = new Metric(hierarchy);
        Metric changed = new Metric(hierarchy);
        Costs costs = RandomTurns.costs(graph, random);
        customiser.customise(changed, costs);
        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            for (int i = 0; i < 5; i++) {
                for (int times = 0; times < 10; times++) {
                    int arc = random.nextInt(graph.arcCount());
                    costs.arcMillis()[arc] = random.nextInt(4) == 0 ? Costs.CLOSED : random.nextInt(60_000);
                }
                customiser.customise(alone, costs);
                customiser.customise(together, costs, pool);
                int again = customiser.customiseChanged(changed, costs);
                assertThat(together.linkMillis).as("seed " + seed).isEqualTo(alone.linkMillis);
                assertThat(changed.linkMillis).as("seed " + seed).isEqualTo(alone.linkMillis);
                assertThat(again).isLessThan(graph.arcCount());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void tellsLittleChangesFromManyAndFromNone() {
        Random random = new Random(5);
        TurnGraph graph = RandomTurns.grid(30, random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Customiser customiser = new Customiser(hierarchy);
        Metric metric = new Metric(hierarchy);
        Costs costs = RandomTurns.costs(graph, random);
        assertThat(customiser.isLittleChanged(metric, costs)).isFalse();
        customiser.customise(metric, costs);
        assertThat(customiser.isLittleChanged(metric, costs)).isTrue();
        costs.arcMillis()[graph.arcCount() - 1]++;
        assertThat(customiser.isLittleChanged(metric, costs)).isTrue();
        for (int turn = 0; turn < graph.turnCount(); turn += 2) {
            costs.turnMillis()[turn]++;
        }
        assertThat(customiser.isLittleChanged(metric, costs)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void prunedMetricsAnswerTheSameWithFewerLinks(long seed) {
        Random random = new Random(seed);
        TurnGraph graph = RandomTurns.grid(9, random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Customiser customiser = new Customiser(hierarchy);
        Metric metric = new Metric(hierarchy);
        Costs costs = RandomTurns.costs(graph, random);
        customiser.customise(metric, costs);
        int before = openSides(metric);
        int left = customiser.prune(metric);
        assertThat(left).isEqualTo(openSides(metric)).isLessThan(before);
        compare(new PathQuery(hierarchy), metric, costs, random, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void distancesToDestinationsAndFromStartsAreExact(long seed) {
        Random random = new Random(seed);
        TurnGraph graph = RandomTurns.grid(8, random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Metric metric = new Metric(hierarchy);
        DistanceTo to = DistanceTo.destinations(hierarchy);
        DistanceTo from = DistanceTo.starts(hierarchy);
        for (int i = 0; i < METRICS; i++) {
            Costs costs = RandomTurns.costs(graph, random);
            new Customiser(hierarchy).customise(metric, costs);
            Seeds seeds = RandomTurns.seeds(graph, random);
            to.begin(metric, seeds);
            from.begin(metric, seeds);
            int[] fromSeeds = PlainDijkstra.distances(graph, costs, seeds);
            for (int times = 0; times < QUERIES; times++) {
                int arc = random.nextInt(graph.arcCount());
                assertThat(to.millis(arc))
                        .as("seed " + seed)
                        .isEqualTo(PlainDijkstra.distance(graph, costs, new Seeds().add(arc, 0), seeds));
                assertThat(from.millis(arc)).as("seed " + seed).isEqualTo(fromSeeds[arc]);
            }
        }
    }

    @Test
    void refusesAnOrderThatLeavesArcsOut() {
        TurnGraph graph = RandomTurns.grid(4, new Random(1));
        int[] order = RandomTurns.order(graph, new Random(1));
        order[0] = order[1];
        assertThatThrownBy(() -> Hierarchy.of(graph, order)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int openSides(Metric metric) {
        int open = 0;
        for (int cost : metric.linkMillis) {
            open += cost == Costs.CLOSED ? 0 : 1;
        }
        return open;
    }

    private static int compare(PathQuery query, Metric metric, Costs costs, Random random, String which) {
        TurnGraph graph = query.hierarchy().graph();
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            Seeds starts = RandomTurns.seeds(graph, random);
            Seeds destinations = RandomTurns.seeds(graph, random);
            int ours = query.search(metric, starts, destinations);
            assertThat(ours).as(which).isEqualTo(PlainDijkstra.distance(graph, costs, starts, destinations));
            if (ours != Costs.CLOSED) {
                found++;
                int[] arcs = query.arcs();
                long ends = costOfSeed(starts, arcs[0]) + costOfSeed(destinations, arcs[arcs.length - 1]);
                assertThat(PlainDijkstra.costOf(graph, costs, arcs) + ends)
                        .as(which)
                        .isEqualTo(ours);
            }
        }
        return found;
    }

    private static int costOfSeed(Seeds seeds, int arc) {
        int least = Costs.CLOSED;
        for (int i = 0; i < seeds.size(); i++) {
            if (seeds.arc(i) == arc) {
                least = Math.min(least, seeds.millis(i));
            }
        }
        return least;
    }
}
