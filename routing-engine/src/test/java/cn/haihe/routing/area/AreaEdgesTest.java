package cn.haihe.routing.area;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.routing.GridTown;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.FetchMode;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

class AreaEdgesTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    static Path folder;

    private static RoadGraph graph;

    @BeforeAll
    static void openTown() {
        graph = RoadGraphs.open(GridTown.create(folder, 12, 3).osmFile(), folder.resolve("data"));
    }

    @AfterAll
    static void close() {
        graph.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsWhatAWalkOverAllEdgesFinds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Polygon star = star(117.13 + 0.07 * random.nextDouble(), 39.08 + 0.07 * random.nextDouble(), random);
            Polygon other = star(117.13 + 0.07 * random.nextDouble(), 39.08 + 0.07 * random.nextDouble(), random);
            BitSet touching = new BitSet();
            BitSet inside = new BitSet();
            AllEdgesIterator edges = graph.base().getAllEdges();
            while (edges.next()) {
                LineString line = edges.fetchWayGeometry(FetchMode.ALL).toLineString(false);
                for (Polygon area : List.of(star, other)) {
                    if (area.intersects(line)) {
                        touching.set(edges.getEdge());
                    }
                    if (area.intersection(line).getLength() > line.getLength() / 2) {
                        inside.set(edges.getEdge());
                    }
                }
            }

            AreaEdges found = new AreaEdges(graph);
            assertThat(found.touching(List.of(star, other))).as("seed " + seed).isEqualTo(touching);
            assertThat(found.inside(List.of(star, other))).as("seed " + seed).isEqualTo(inside);
        }
    }

    @Test
    void givesUpInTime() {
        List<Polygon> everywhere = Collections.nCopies(20, polygon(117, 39, 118, 39, 118, 39.0001, 117, 40, 117, 39));
        int[] asked = {0};

        assertThat(new AreaEdges(graph).findTouching(everywhere, () -> ++asked[0] > 3))
                .isEmpty();
        assertThat(asked[0]).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoAreaOrTooMuchOfIt() {
        AreaLimits limits = new AreaLimits(2, 100);
        Polygon plain = polygon(0, 0, 1, 0, 1, 1, 0, 0);

        assertThat(limits.check(List.of(plain))).isEmpty();
        assertThat(limits.check(Collections.nCopies(3, plain))).contains(AreaFault.TOO_MANY_AREAS);
        assertThat(limits.check(List.of(circle(1_000_000)))).contains(AreaFault.TOO_MANY_CORNERS);
        assertThat(limits.check(List.of(polygon(0, 0, Double.NaN, 0, 1, 1, 0, 0))))
                .contains(AreaFault.NOT_ON_THE_GLOBE);
        assertThat(limits.check(List.of(polygon(0, 0, 181, 0, 1, 1, 0, 0)))).contains(AreaFault.NOT_ON_THE_GLOBE);
        assertThat(limits.check(List.of(polygon(0, 0, 1, 1, 1, 0, 0, 1, 0, 0)))).contains(AreaFault.NOT_A_POLYGON);
        assertThat(limits.check(List.of(GEOMETRIES.createPolygon()))).contains(AreaFault.NOT_A_POLYGON);
    }

    private static Polygon star(double lon, double lat, Random random) {
        int corners = 3 + random.nextInt(9);
        double[] places = new double[2 * corners + 2];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = 0.001 + 0.012 * random.nextDouble();
            places[2 * i] = lon + reach * Math.cos(angle);
            places[2 * i + 1] = lat + reach * Math.sin(angle);
        }
        places[2 * corners] = places[0];
        places[2 * corners + 1] = places[1];
        return polygon(places);
    }

    private static Polygon circle(int corners) {
        Coordinate[] ring = IntStream.rangeClosed(0, corners)
                .mapToObj(i -> new Coordinate(
                        Math.cos(2 * Math.PI * (i % corners) / corners),
                        Math.sin(2 * Math.PI * (i % corners) / corners)))
                .toArray(Coordinate[]::new);
        return GEOMETRIES.createPolygon(ring);
    }

    private static Polygon polygon(double... places) {
        Coordinate[] ring = new Coordinate[places.length / 2];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Coordinate(places[2 * i], places[2 * i + 1]);
        }
        return GEOMETRIES.createPolygon(ring);
    }
}
