package cn.haihe.routing.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.routing.hierarchy.AlternativeWays.Way;
import cn.haihe.routing.hierarchy.AlternativeWays.Wish;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlternativeWaysTest {
    private static final Wish THREE = new Wish(3, 1.5, 0.5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void alternativesAreRealWaysThatDifferAndCostLittleMore(long seed) {
        Random random = new Random(seed);
        TurnGraph graph = RandomTurns.grid(14, random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Metric metric = new Metric(hierarchy);
        AlternativeWays finder = new AlternativeWays(hierarchy);
        int several = 0;
        for (int i = 0; i < 60; i++) {
            Costs costs = RandomTurns.costs(graph, random);
            if (i % 10 == 0) {
                new Customiser(hierarchy).customise(metric, costs);
            }
            Seeds from = new Seeds().add(random.nextInt(graph.arcCount()), 7);
            Seeds to = new Seeds().add(random.nextInt(graph.arcCount()), 11);
            List<Way> ways = finder.find(metric, from, to, THREE);
            int best = PlainDijkstra.distance(graph, metric.costs, from, to);
            if (best == Costs.CLOSED) {
                assertThat(ways).as("seed " + seed).isEmpty();
                continue;
            }
            assertThat(ways.get(0).millis()).as("seed " + seed).isEqualTo(best);
            assertThat(ways.size()).isBetween(1, 3);
            several += ways.size() > 1 ? 1 : 0;
            for (Way way : ways) {
                assertThat(way.millis()).as("seed " + seed).isLessThanOrEqualTo((int) (1.5 * best));
                assertThat(PlainDijkstra.costOf(graph, metric.costs, way.arcs()) + 18)
                        .as("seed " + seed)
                        .isEqualTo(way.millis());
                assertThat(way.arcs()[0]).isEqualTo(from.arc(0));
                assertThat(way.arcs()[way.arcs().length - 1]).isEqualTo(to.arc(0));
            }
            assertDiffer(metric, ways, "seed " + seed);
        }
        assertThat(several).as("seed " + seed).isGreaterThan(5);
    }

    private static void assertDiffer(Metric metric, List<Way> ways, String which) {
        for (int i = 1; i < ways.size(); i++) {
            Set<Integer> before = ways.subList(0, i).stream()
                    .flatMap(way -> Arrays.stream(way.arcs()).boxed())
                    .collect(Collectors.toSet());
            long whole = 0;
            long shared = 0;
            for (int arc : ways.get(i).arcs()) {
                whole += metric.arcMillis(arc);
                shared += before.contains(arc) ? metric.arcMillis(arc) : 0;
            }
            assertThat(shared).as(which).isLessThanOrEqualTo(whole / 2);
            assertThat(ways.get(i).arcs()).as(which).doesNotHaveDuplicates();
        }
    }
}
