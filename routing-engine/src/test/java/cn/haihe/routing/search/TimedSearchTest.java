package cn.haihe.routing.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.RandomTurns;
import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search through time against plain Dijkstra on random networks whose costs change every minute. */
class TimedSearchTest {
    private static final long MORNING = 1_795_305_600_000L;
    private static final int QUERIES = 60;
    private static final SearchBudget ENOUGH = SearchBudget.of(1_000_000, 600_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void arrivesWhenDijkstraSays(long seed) {
        Random random = new Random(seed);
        World world = new World(random);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            String about = "seed " + seed + ", query " + i;
            List<ArcEnd> origins = world.ends(random);
            List<ArcEnd> targets = world.ends(random);
            OptionalLong arrival = PlainTimedDijkstra.arrival(world.graph, world.costs, origins, targets, MORNING);

            TimedWay blind = world.search.leaveAt(MORNING, origins, targets, world.costs, Potential.NONE, ENOUGH);
            TimedWay way = world.search.leaveAt(
                    MORNING, origins, targets, world.costs, world.potential.to(targets, world.bound), ENOUGH);

            if (arrival.isEmpty()) {
                assertThat(way).as(about).isInstanceOf(TimedWay.None.class);
                assertThat(blind).as(about).isInstanceOf(TimedWay.None.class);
                continue;
            }
            found++;
            TimedWay.Found reached = (TimedWay.Found) way;
            assertThat(((TimedWay.Found) blind).arriveMillis()).as(about).isEqualTo(arrival.getAsLong());
            assertThat(reached.arriveMillis()).as(about).isEqualTo(arrival.getAsLong());
            assertThat(world.drive(reached, origins, targets)).as(about).isEqualTo(reached.arriveMillis());
            assertThat(reached.settledArcs()).isLessThanOrEqualTo(((TimedWay.Found) blind).settledArcs());
        }
        assertThat(found).isGreaterThan(QUERIES / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void departsAsLateAsCanBe(long seed) {
        Random random = new Random(seed);
        World world = new World(random);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            String about = "seed " + seed + ", query " + i;
            List<ArcEnd> origins = world.ends(random);
            List<ArcEnd> targets = world.ends(random);

            TimedWay way = world.search.arriveBy(
                    MORNING, origins, targets, world.costs, world.potential.from(origins, world.bound), ENOUGH);

            if (way instanceof TimedWay.Found reached) {
                found++;
                long departs = reached.departMillis();
                assertThat(PlainTimedDijkstra.arrival(world.graph, world.costs, origins, targets, departs)
                                .orElseThrow())
                        .as(about)
                        .isLessThanOrEqualTo(MORNING);
                assertThat(PlainTimedDijkstra.arrival(world.graph, world.costs, origins, targets, departs + 1)
                                .orElseThrow())
                        .as(about)
                        .isGreaterThan(MORNING);
                assertThat(world.drive(reached, origins, targets)).as(about).isLessThanOrEqualTo(MORNING);
            } else {
                assertThat(PlainTimedDijkstra.arrival(world.graph, world.costs, origins, targets, MORNING))
                        .as(about)
                        .isEmpty();
            }
        }
        assertThat(found).isGreaterThan(QUERIES / 4);
    }

    @Test
    void saysWhichLimitItHit() {
        Random random = new Random(7);
        World world = new World(random);
        List<ArcEnd> origins = List.of(new ArcEnd(0, 1, 0));
        List<ArcEnd> nowhere = List.of();

        assertThat(world.search.leaveAt(
                        MORNING, origins, nowhere, world.costs, Potential.NONE, SearchBudget.of(3, 60_000)))
                .isEqualTo(new TimedWay.GivenUp(TimedWay.Limit.SETTLED_ARCS));
        assertThat(world.search.leaveAt(
                        MORNING, origins, nowhere, world.costs, Potential.NONE, SearchBudget.of(1_000_000, -1)))
                .isEqualTo(new TimedWay.GivenUp(TimedWay.Limit.TIME));
    }

    @Test
    void forgetsTheSearchThatWasGivenUp() {
        Random random = new Random(8);
        World world = new World(random);
        for (int i = 0; i < QUERIES; i++) {
            List<ArcEnd> origins = world.ends(random);
            List<ArcEnd> targets = world.ends(random);
            world.search.leaveAt(
                    MORNING, world.ends(random), targets, world.costs, Potential.NONE, SearchBudget.of(9, 60_000));

            TimedWay way = world.search.leaveAt(MORNING, origins, targets, world.costs, Potential.NONE, ENOUGH);

            assertThat(
                            way instanceof TimedWay.Found found
                                    ? OptionalLong.of(found.arriveMillis())
                                    : OptionalLong.empty())
                    .isEqualTo(PlainTimedDijkstra.arrival(world.graph, world.costs, origins, targets, MORNING));
        }
    }

    private static final class World {
        final TurnGraph graph;
        final RushHours costs;
        final Metric bound;
        final TimedSearch search;
        final HierarchyPotential potential;

        World(Random random) {
            graph = RandomTurns.grid(5 + random.nextInt(8), random);
            Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
            Costs free = RandomTurns.costs(graph, random);
            costs = new RushHours(graph, free, random);
            bound = new Metric(hierarchy);
            new Customiser(hierarchy).customise(bound, free);
            search = new TimedSearch(ArcGraph.forward(graph), ArcGraph.backward(graph));
            potential = new HierarchyPotential(hierarchy);
        }

        List<ArcEnd> ends(Random random) {
            List<ArcEnd> ends = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                ends.add(new ArcEnd(random.nextInt(graph.arcCount()), random.nextDouble(), random.nextInt(20_000)));
            }
            return ends;
        }

        /** When who follows the way from its departure arrives. */
        long drive(TimedWay.Found way, List<ArcEnd> origins, List<ArcEnd> targets) {
            ArcEnd origin = origins.get(way.originIndex());
            ArcEnd target = targets.get(way.targetIndex());
            int[] arcs = way.arcs();
            long at = way.departMillis() + origin.extraMillis();
            assertThat(arcs[0]).isEqualTo(origin.arc());
            assertThat(arcs[arcs.length - 1]).isEqualTo(target.arc());
            if (arcs.length == 1) {
                return at + costs.millis(arcs[0], origin.share() + target.share() - 1, at) + target.extraMillis();
            }
            at += costs.millis(arcs[0], origin.share(), at);
            for (int i = 1; i < arcs.length; i++) {
                int turn = graph.turnBetween(arcs[i - 1], arcs[i]);
                assertThat(turn).isNotNegative();
                at += costs.turnMillis(turn);
                at += costs.millis(arcs[i], i + 1 < arcs.length ? 1 : target.share(), at);
            }
            return at + target.extraMillis();
        }
    }
}
