package cn.haihe.map.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.District;
import cn.haihe.map.city.Districts;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.NearSegment;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.osm.ImportedCity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.linearref.LengthIndexedLine;

/** The demo city as the importer sees it: what every other room gets. */
class DemoCityImportTest {
    @TempDir
    static Path folder;

    private static City small;
    private static City tianjin;

    @BeforeAll
    static void importBoth() throws IOException {
        small = imported(DemoScale.SMALL);
        tianjin = imported(DemoScale.TIANJIN);
    }

    private static City imported(DemoScale scale) throws IOException {
        Path file = folder.resolve(scale + ".osm.pbf");
        DemoCity.write(file, scale, 1);
        ImportedCity imported =
                new CityImporter().withDistricts(Districts.ofTianjin()).importFrom(file);
        return imported.city();
    }

    @Test
    void smallIsTheCentre() {
        assertThat(small.junctions()).hasSizeBetween(145, 150);
        assertThat(small.busRoutes()).hasSize(2 * 60);
        assertThat(small.busStops().size()).isCloseTo(420, within(25));
        assertThat(small.carParks()).hasSize(120);
        assertThat(small.waters()).isNotEmpty();
        assertThat(small.guidanceSigns()).hasSize(12);
    }

    @Test
    void tianjinHasTheSizeOfTheRealCentre() {
        assertThat(tianjin.junctions()).hasSizeBetween(1_450, 1_500);
        assertThat(tianjin.segments()).hasSizeGreaterThan(40_000);
        assertThat(tianjin.busRoutes()).hasSize(2 * 800);
        assertThat(tianjin.busStops().size()).isCloseTo(3_000, within(60));
        assertThat(tianjin.carParks()).hasSize(900);
        assertThat(tianjin.guidanceSigns()).hasSize(208);
    }

    @Test
    void signsStandOnTheRightOfImportantRoadsBeforeAChoice() {
        for (City city : List.of(small, tianjin)) {
            CityIndex index = new CityIndex(city);
            for (GuidanceSign sign : city.guidanceSigns()) {
                Segment read = city.findSegment(sign.segmentId()).orElseThrow();
                assertThat(read.roadClass()).isIn(RoadClass.TRUNK, RoadClass.PRIMARY);
                assertThat(sign.names().zh()).startsWith(read.names().zh()).endsWith("前诱导屏");
                NearSegment passed = index.segmentsNear(sign.position(), 20).stream()
                        .filter(near -> near.segment() == read)
                        .findFirst()
                        .orElseThrow();
                Coordinate on = new LengthIndexedLine(read.geometry())
                        .extractPoint(passed.fraction() * read.geometry().getLength());
                double seen = Distances.bearingDegrees(new LonLat(on.x, on.y), sign.position());
                assertThat(Distances.turnDegrees(passed.bearingDegrees(), seen))
                        .as(sign.names().zh())
                        .isBetween(60.0, 120.0);
                assertThat(city.segments().stream()
                                .filter(next -> next.fromNode() == read.toNode() && next.toNode() != read.fromNode()))
                        .as("ways out behind %s", sign.names().zh())
                        .hasSizeGreaterThan(1);
            }
            assertThat(city.guidanceSigns()).extracting(GuidanceSign::segmentId).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyPlaceSaysThatItIsPartlySynthetic() {
        assertThat(small.origin().partlySynthetic()).isTrue();
        assertThat(small.origin().names().zh()).contains("天津", "合成");
        assertThat(small.origin().names().en()).contains("Tianjin", "synthetic");
        assertThat(small.origin().credit()).contains("OpenStreetMap", "ODbL");
    }

    @Test
    void aConfiguredNameDoesNotHideIt() throws IOException {
        Path file = folder.resolve("named.osm.pbf");
        DemoCity.write(file, DemoScale.SMALL, 2);
        var named = new CityOrigin(new Names("某市", "A city"), false, "nobody");

        City city = new CityImporter().withOrigin(named).importFrom(file).city();

        assertThat(city.origin().names().en()).isEqualTo("A city");
        assertThat(city.origin().partlySynthetic()).isTrue();
    }

    @Test
    void theCityHasTheDistrictsThatItsRoadsTouch() {
        assertThat(small.districts())
                .extracting(District::adcode)
                .contains("120101", "120102", "120103", "120104", "120105", "120106")
                .doesNotContain("120114", "120116", "120119");
    }

    @Test
    void everyPlaceCanBeReachedFromEveryOther() {
        for (City city : List.of(small, tianjin)) {
            Set<Long> nodes = new HashSet<>();
            city.segments().forEach(segment -> {
                nodes.add(segment.fromNode());
                nodes.add(segment.toNode());
            });

            assertThat(reached(city, Segment::fromNode, Segment::toNode).equals(nodes))
                    .isTrue();
            assertThat(reached(city, Segment::toNode, Segment::fromNode).equals(nodes))
                    .isTrue();
        }
    }

    private static Set<Long> reached(City city, ToLongFunction<Segment> from, ToLongFunction<Segment> to) {
        Map<Long, List<Long>> next = new HashMap<>();
        city.segments()
                .forEach(segment -> next.computeIfAbsent(from.applyAsLong(segment), node -> new ArrayList<>())
                        .add(to.applyAsLong(segment)));
        long start = city.segments().get(0).fromNode();
        Set<Long> seen = new HashSet<>(Set.of(start));
        ArrayDeque<Long> queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty()) {
            for (long node : next.getOrDefault(queue.remove(), List.of())) {
                if (seen.add(node)) {
                    queue.add(node);
                }
            }
        }
        return seen;
    }

    @Test
    void aBusCanDriveItsRouteAndPassesItsStops() {
        for (City city : List.of(small, tianjin)) {
            Set<List<Coordinate>> steps = new HashSet<>();
            for (Segment segment : city.segments()) {
                Coordinate[] points = segment.geometry().getCoordinates();
                for (int i = 1; i < points.length; i++) {
                    steps.add(List.of(points[i - 1], points[i]));
                }
            }
            for (BusRoute route : city.busRoutes()) {
                Coordinate[] path = route.path().getCoordinates();
                for (int i = 1; i < path.length; i++) {
                    // AssertJ would search the set from end to end.
                    assertThat(steps.contains(List.of(path[i - 1], path[i])))
                            .as(route.names().zh())
                            .isTrue();
                }
                assertThat(route.stopIds()).hasSizeGreaterThan(2);
            }
        }
        for (BusRoute route : small.busRoutes()) {
            for (String id : route.stopIds()) {
                var at = small.findBusStop(id).orElseThrow().position();
                double degrees =
                        route.path().distance(new GeometryFactory().createPoint(new Coordinate(at.lon(), at.lat())));
                assertThat(degrees * Distances.metresPerDegreeLat(at.lat())).isLessThan(20);
            }
        }
    }

    @Test
    void namesAreInBothLanguages() {
        assertThat(tianjin.segments()).allSatisfy(segment -> {
            assertThat(segment.names().zh()).isNotEmpty();
            assertThat(segment.names().en()).isNotEmpty();
        });
        assertThat(tianjin.junctions())
                .allSatisfy(junction -> assertThat(junction.names().zh()).endsWith("交口"));
        assertThat(tianjin.busStops())
                .allSatisfy(stop -> assertThat(stop.names().en()).isNotEmpty());
    }
}
