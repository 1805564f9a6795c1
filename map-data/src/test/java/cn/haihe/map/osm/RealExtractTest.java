package cn.haihe.map.osm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On real extracts beside the repository; skipped where they are absent. */
class RealExtractTest {
    private static Optional<Path> find(String name) {
        String configured = System.getProperty("HAIHE_SHARED", System.getenv("HAIHE_SHARED"));
        if (configured != null) {
            return Optional.of(Path.of(configured, "data/osm", name)).filter(Files::isRegularFile);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/osm").resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** The counts are bounds around what a look at the maps confirmed, wide enough for better rules. */
    @ParameterizedTest
    @CsvSource({
        "porto-alegre.osm.pbf, 30000, 33000, 550, 750, 1000, 1060",
        "porto.osm.pbf, 155000, 165000, 180, 240, 80, 95",
        "shanghai-huangpu.osm, 1200, 1350, 90, 135, 0, 0"
    })
    void aRealCityIsReadWholeAndConsistent(
            String name,
            int segmentsMin,
            int segmentsMax,
            int junctionsMin,
            int junctionsMax,
            int stopsMin,
            int stopsMax) {
        Optional<Path> file = find(name);
        assumeTrue(file.isPresent(), "no real extracts here: set HAIHE_SHARED, or put them at ../shared/data");
        City city = new CityImporter().importFrom(file.get()).city();

        assertThat(city.segments()).hasSizeBetween(segmentsMin, segmentsMax);
        assertThat(city.junctions()).hasSizeBetween(junctionsMin, junctionsMax);
        assertThat(city.busStops()).hasSizeBetween(stopsMin, stopsMax);
        city.junctions().forEach(junction -> check(junction, city));
        Set<Long> signals = new HashSet<>();
        city.junctions()
                .forEach(junction -> junction.signalNodes()
                        .forEach(node -> assertThat(signals.add(node))
                                .as("signal %d of %s is of one junction only", node, junction.id())
                                .isTrue()));
        Segment first = city.segments().get(0);
        LonLat begin = new LonLat(
                first.geometry().getStartPoint().getX(),
                first.geometry().getStartPoint().getY());
        assertThat(new CityIndex(city).segmentsNear(begin, 1))
                .anyMatch(near -> near.segment().equals(first));
    }

    private static void check(Junction junction, City city) {
        assertThat(junction.approaches()).as(junction.id()).hasSizeGreaterThanOrEqualTo(3);
        double bearing = -1;
        for (Approach approach : junction.approaches()) {
            assertThat(approach.bearingDegrees()).as(junction.id()).isGreaterThanOrEqualTo(bearing);
            bearing = approach.bearingDegrees();
            assertThat(approach.widthMetres()).as(junction.id()).isBetween(3.0, 150.0);
            for (String id : approach.inbound()) {
                Segment in = city.findSegment(id).orElseThrow();
                assertThat(metresToEnd(in, junction))
                        .as("%s of %s", id, junction.id())
                        .isLessThan(120);
            }
        }
        assertThat(junction.movements().stream().map(Movement::fromApproach).distinct())
                .as(junction.id())
                .hasSizeGreaterThanOrEqualTo(2);
        junction.movements()
                .forEach(movement -> assertThat(junction.approaches().get(movement.fromApproach() - 1))
                        .as("%s %s", junction.id(), movement)
                        .satisfies(from -> assertThat(movement.lanes()).isBetween(1, Math.max(8, from.lanes()))));
    }

    private static double metresToEnd(Segment segment, Junction junction) {
        return Distances.metres(
                segment.geometry().getEndPoint().getX(),
                segment.geometry().getEndPoint().getY(),
                junction.position().lon(),
                junction.position().lat());
    }
}
