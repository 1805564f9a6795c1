package cn.haihe.routing.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.GridTown;
import cn.haihe.routing.SharedData;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

class SegmentMatchTest {
    @TempDir
    Path folder;

    @Test
    void everyEdgeOfATownLiesOnTheSegmentWithItsOwnGeometry() {
        GridTown town = GridTown.create(folder, 12, 7);
        try (RoadGraph graph = RoadGraphs.open(town.osmFile(), folder)) {
            SegmentMatch match = SegmentMatch.of(graph, town.city());

            assertThat(match.matchedCount()).isEqualTo(match.drivableCount());
            assertThat(match.drivableCount()).isEqualTo(town.city().segments().size());
            AllEdgesIterator edges = graph.base().getAllEdges();
            while (edges.next()) {
                PointList points = edges.fetchWayGeometry(FetchMode.ALL);
                for (int direction = 0; direction < 2; direction++) {
                    int key = 2 * edges.getEdge() + direction;
                    if (match.isMatched(key)) {
                        Segment segment = town.city().segments().get(match.getSegment(key));
                        Coordinate first = segment.geometry().getCoordinateN(0);
                        int base = direction == 0 ? 0 : points.size() - 1;
                        assertThat(points.getLon(base)).isEqualTo(first.x);
                        assertThat(points.getLat(base)).isEqualTo(first.y);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"porto.osm.pbf", "porto-alegre.osm.pbf", "shanghai-huangpu.osm"})
    void nearlyEveryEdgeOfARealCityLiesOnASegment(String name) {
        Path file = SharedData.find("osm/" + name).orElse(null);
        assumeTrue(file != null, SharedData.WHY_SKIPPED);
        City city = SharedData.city(file);
        try (RoadGraph graph = RoadGraphs.open(file, SharedData.dataDir(file))) {
            SegmentMatch match = SegmentMatch.of(graph, city);
            boolean[] used = new boolean[city.segments().size()];
            int usedCount = 0;
            for (int key = 0; key < match.edgeKeyCount(); key++) {
                if (match.isMatched(key) && !used[match.getSegment(key)]) {
                    used[match.getSegment(key)] = true;
                    usedCount++;
                }
            }
            System.out.printf(
                    "%s: %d of %d directed edges on segments, %d of %d segments have edges%n",
                    name, match.matchedCount(), match.drivableCount(), usedCount, used.length);

            assertThat(match.matchedCount()).isGreaterThan((int) (0.995 * match.drivableCount()));
            assertThat(usedCount).isGreaterThan((int) (0.99 * used.length));
        }
    }
}
