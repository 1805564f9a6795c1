package cn.haihe.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.City;
import cn.haihe.routing.GridTown;
import cn.haihe.routing.SharedData;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.hierarchy.PlainDijkstra;
import cn.haihe.routing.hierarchy.Seeds;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.vehicle.VehicleKind;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hierarchy of whole road networks against plain Dijkstra, thousands of ways each, while costs change and change back. */
class HierarchyOnRealCitiesTest {
    private static final int PICTURES = 6;
    private static final int STARTS = 5;
    private static final int DESTINATIONS = 400;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"osm/porto.osm.pbf", "osm/porto-alegre.osm.pbf", "osm/shanghai-huangpu.osm"})
    void everyWayCostsWhatDijkstraSays(String file) {
        Path map = SharedData.find(file).orElse(null);
        assumeTrue(map != null, SharedData.WHY_SKIPPED);
        compare(map, SharedData.city(map), SharedData.dataDir(map), 7);
    }

    @Test
    void everyWayOfATownOfOurOwnCostsWhatDijkstraSays() {
        GridTown town = GridTown.create(folder, 20, 8);
        compare(town.osmFile(), town.city(), folder.resolve("data"), 8);
    }

    private void compare(Path map, City city, Path data, long seed) {
        Random random = new Random(seed);
        try (RoadGraph graph = RoadGraphs.open(map, data)) {
            RoadArcs arcs = RoadArcs.of(graph);
            Hierarchy hierarchy = Hierarchy.of(arcs.turns(), ArcOrder.open(graph, arcs));
            FreeFlow freeFlow = FreeFlow.of(graph, city, SegmentMatch.of(graph, city));
            Costs free = new Kinds(graph, arcs, freeFlow).leastCosts();
            Costs costs = new Costs(
                    free.arcMillis().clone(),
                    new Kinds(graph, arcs, freeFlow).of(VehicleKind.CAR).turnMillis());
            Customiser customiser = new Customiser(hierarchy);
            Metric metric = new Metric(hierarchy);
            PathQuery query = new PathQuery(hierarchy);
            int found = 0;
            for (int picture = 0; picture < PICTURES; picture++) {
                change(costs, free, random);
                customiser.customise(metric, costs);
                for (int start = 0; start < STARTS; start++) {
                    Seeds from = new Seeds().add(random.nextInt(arcs.arcCount()), 0);
                    int[] plain = PlainDijkstra.distances(arcs.turns(), costs, from);
                    found += compare(query, metric, from, plain, random, "seed " + seed + ", picture " + picture);
                }
            }
            assertThat(found).isGreaterThan(PICTURES * STARTS * DESTINATIONS / 4);
        }
    }

    private static int compare(PathQuery query, Metric metric, Seeds from, int[] plain, Random random, String which) {
        int found = 0;
        for (int i = 0; i < DESTINATIONS; i++) {
            int to = random.nextInt(plain.length);
            assertThat(query.search(metric, from, new Seeds().add(to, 0)))
                    .as(which)
                    .isEqualTo(plain[to]);
            found += plain[to] == Costs.CLOSED ? 0 : 1;
        }
        return found;
    }

    /** Each time a part of the arcs is slowed or closed anew, and the rest goes back to free flow. */
    private static void change(Costs costs, Costs free, Random random) {
        for (int arc = 0; arc < costs.arcMillis().length; arc++) {
            int kind = random.nextInt(50);
            costs.arcMillis()[arc] = free.arcMillis()[arc] == Costs.CLOSED || kind == 0
                    ? Costs.CLOSED
                    : kind < 25 ? (int) (free.arcMillis()[arc] * (1 + 5 * random.nextDouble())) : free.arcMillis()[arc];
        }
    }
}
