package cn.haihe.routing.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Segment;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.routing.SharedData;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the movements of a map's junctions are found as turns of its graph, wide junctions with an inside too. */
class SignalTurnsTest {
    @TempDir
    Path folder;

    @Test
    void theMovementsOfTheDemoCityAreTurnsOfItsGraph() throws Exception {
        Path map = folder.resolve("demo.osm.pbf");
        DemoCity.write(map, DemoScale.SMALL, 20260101);
        check(map, 0.99);
    }

    @Test
    void theMovementsOfShanghaisJunctionsAreTurnsOfItsGraph() {
        Optional<Path> map = SharedData.find("osm/shanghai-huangpu.osm");
        assumeTrue(map.isPresent(), SharedData.WHY_SKIPPED);
        check(map.get(), 0.95);
    }

    private void check(Path map, double leastShare) {
        City city = SharedData.city(map);
        RoadGraph graph = RoadGraphs.open(map, folder.resolve("data"));
        try {
            SegmentMatch match = SegmentMatch.of(graph, city);
            RoadArcs arcs = RoadArcs.of(graph);
            BitSet approaches = new BitSet();
            TurnDelays delays = everyMovementWaits(city, approaches);
            SignalTurns turns = SignalTurns.of(delays, city, match, arcs);
            BitSet found = new BitSet();
            for (int key : turns.approachKeys()) {
                found.set(match.getSegment(key));
            }
            assertThat(approaches.cardinality()).isGreaterThan(20);
            assertThat(found.cardinality() / (double) approaches.cardinality())
                    .as("%d of %d approaches", found.cardinality(), approaches.cardinality())
                    .isGreaterThanOrEqualTo(leastShare);
            assertThat(turns.count()).isLessThan(8 * approaches.cardinality());
        } finally {
            graph.close();
        }
    }

    private static TurnDelays everyMovementWaits(City city, BitSet approaches) {
        TurnDelays.Builder delays = TurnDelays.builder(city.segments().size(), Instant.EPOCH);
        for (Junction junction : city.junctions()) {
            for (Movement movement : junction.movements()) {
                for (int from : indexes(
                        city, approach(junction, movement.fromApproach()).inbound())) {
                    for (int to : indexes(
                            city, approach(junction, movement.toApproach()).outbound())) {
                        delays.delay(from, to, 20_000);
                        approaches.set(from);
                    }
                }
            }
        }
        return delays.build();
    }

    private static Approach approach(Junction junction, int number) {
        return junction.approaches().stream()
                .filter(approach -> approach.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> indexes(City city, List<String> ids) {
        return ids.stream()
                .map(id -> city.findSegment(id).orElseThrow())
                .map(Segment::index)
                .toList();
    }
}
