package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.City;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.reach.TravelMatrix;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.util.Parameters;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;

/** Matrices and reach between places on a map, against GraphHopper's own plain Dijkstra under the same traffic. */
class MatrixAndReachTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void matricesEqualDijkstraOnTowns(long seed) {
        GridTown town = GridTown.create(folder, 12, seed);
        compare(town.osmFile(), town.city(), seed, 4, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"porto.osm.pbf", "porto-alegre.osm.pbf", "shanghai-huangpu.osm"})
    void matricesEqualDijkstraOnARealCity(String name) {
        Path map = SharedData.find("osm/" + name).orElse(null);
        assumeTrue(map != null, SharedData.WHY_SKIPPED);
        compare(map, SharedData.city(map), 7, 2, 6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reachHoldsWhatIsWithinTheLimit(boolean isTowards) {
        GridTown town = GridTown.create(folder, 16, 3);
        Random random = new Random(3);
        try (RouteGuide guide = open(town.osmFile(), town.city())) {
            use(guide, town.city(), random);
            LonLat middle = town.crossing(8, 8);
            ReachRequest request = new ReachRequest(middle, isTowards, ReachRequest.Measure.TIME_SECONDS, 150, 2);
            ReachAnswer.Found found = (ReachAnswer.Found) guide.reach(request);
            List<LonLat> corners = corners(town);
            TravelMatrix times =
                    isTowards ? matrix(guide, corners, List.of(middle)) : matrix(guide, List.of(middle), corners);
            assertThat(found.areas()).hasSize(2);
            assertThat(found.areas().get(1).getArea())
                    .isGreaterThan(found.areas().get(0).getArea());
            assertHeld(found.areas().get(1), 150, corners, times, isTowards);
            assertHeld(found.areas().get(0), 75, corners, times, isTowards);
        }
    }

    /** Corners are exact, what lies between them is drawn: so a few at the brink may fall on the other side. */
    private static void assertHeld(
            MultiPolygon area, double limitSeconds, List<LonLat> corners, TravelMatrix times, boolean isTowards) {
        int wrong = 0;
        int within = 0;
        for (int i = 0; i < corners.size(); i++) {
            boolean isReached = isTowards ? times.isReached(i, 0) : times.isReached(0, i);
            double seconds = !isReached ? 1e9 : isTowards ? times.seconds(i, 0) : times.seconds(0, i);
            Geometry corner = GEOMETRIES
                    .createPoint(
                            new Coordinate(corners.get(i).lon(), corners.get(i).lat()))
                    .buffer(1e-6);
            within += seconds < limitSeconds ? 1 : 0;
            wrong += area.intersects(corner) == seconds <= limitSeconds ? 0 : 1;
        }
        assertThat(within).isGreaterThan(10);
        assertThat(wrong).isLessThanOrEqualTo(corners.size() / 40);
    }

    private static List<LonLat> corners(GridTown town) {
        return Stream.iterate(0, i -> i + 1)
                .limit((long) town.size() * town.size())
                .map(i -> town.crossing(i / town.size(), i % town.size()))
                .toList();
    }

    @Test
    void reachByDistanceFollowsTheFastestWays() {
        GridTown town = GridTown.plain(folder, 9);
        try (RouteGuide guide = open(town.osmFile(), town.city())) {
            ReachAnswer answer = guide.reach(
                    new ReachRequest(town.crossing(4, 4), false, ReachRequest.Measure.DISTANCE_METRES, 900, 1));
            MultiPolygon area = ((ReachAnswer.Found) answer).areas().get(0);
            // crossings are about 260 m apart from west to east and 334 m from south to north
            assertThat(holds(area, town.crossing(4, 7))).isTrue();
            assertThat(holds(area, town.crossing(6, 4))).isTrue();
            assertThat(holds(area, town.crossing(4, 8))).isFalse();
            assertThat(holds(area, town.crossing(6, 6))).isFalse();
        }
    }

    @Test
    void placesOffTheMapAreNamed() {
        GridTown town = GridTown.plain(folder, 5);
        try (RouteGuide guide = open(town.osmFile(), town.city())) {
            LonLat away = new LonLat(10, 50);
            assertThat(guide.reach(new ReachRequest(away, false, ReachRequest.Measure.TIME_SECONDS, 60, 1)))
                    .isInstanceOf(ReachAnswer.PointOffMap.class);
            MatrixAnswer.Found found = (MatrixAnswer.Found) guide.matrix(
                    new MatrixRequest(List.of(town.crossing(0, 0), away), List.of(town.crossing(1, 1)), false, 10_000));
            assertThat(found.fromOffMap()).containsExactly(1);
            assertThat(found.toOffMap()).isEmpty();
            assertThat(found.matrix().isReached(0, 0)).isTrue();
            assertThat(found.matrix().isReached(1, 0)).isFalse();
            assertThat(guide.matrix(
                            new MatrixRequest(List.of(town.crossing(0, 0)), List.of(town.crossing(1, 1)), false, -1)))
                    .isEqualTo(new MatrixAnswer.GivenUp(SearchLimit.TIME));
        }
    }

    private void compare(Path map, City city, long seed, int pictures, int places) {
        Random random = new Random(seed);
        int reached = 0;
        try (RouteGuide guide = open(map, city)) {
            for (int picture = 0; picture < pictures; picture++) {
                use(guide, city, random);
                List<LonLat> from = places(city, random, places);
                List<LonLat> to = Stream.concat(from.stream().limit(2), places(city, random, places - 2).stream())
                        .toList();
                TravelMatrix matrix = matrix(guide, from, to);
                for (int row = 0; row < places; row++) {
                    for (int column = 0; column < places; column++) {
                        GHResponse plain = guide.routeAsGraphHopper(request(from.get(row), to.get(column)));
                        String which = "seed " + seed + ", picture " + picture + ", " + from.get(row) + " to "
                                + to.get(column);
                        assertThat(matrix.isReached(row, column)).as(which).isEqualTo(!plain.hasErrors());
                        if (!plain.hasErrors()) {
                            reached++;
                            assertThat(matrix.seconds(row, column))
                                    .as(which)
                                    .isCloseTo(plain.getBest().getRouteWeight(), within(0.006));
                            assertThat(matrix.metres(row, column))
                                    .as(which)
                                    .isCloseTo(plain.getBest().getDistance(), within(2.0));
                        }
                    }
                }
            }
        }
        assertThat(reached).isGreaterThan(pictures * places * places / 3);
    }

    private static TravelMatrix matrix(RouteGuide guide, List<LonLat> from, List<LonLat> to) {
        return ((MatrixAnswer.Found) guide.matrix(new MatrixRequest(from, to, true, 60_000))).matrix();
    }

    private static boolean holds(MultiPolygon area, LonLat place) {
        return area.contains(GEOMETRIES.createPoint(new Coordinate(place.lon(), place.lat())));
    }

    private RouteGuide open(Path osmFile, City city) {
        return RouteGuides.open(
                osmFile,
                city,
                osmFile.startsWith(folder) ? folder.resolve("data") : SharedData.dataDir(osmFile),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 60_000, 10_000_000),
                Clock.systemUTC());
    }

    private static GHRequest request(LonLat from, LonLat to) {
        return new GHRequest(from.lat(), from.lon(), to.lat(), to.lon())
                .setProfile("car")
                .setAlgorithm(Parameters.Algorithms.DIJKSTRA)
                .putHint(Parameters.Routing.INSTRUCTIONS, false);
    }

    private static List<LonLat> places(City city, Random random, int count) {
        return Stream.generate(() -> city.segments()
                        .get(random.nextInt(city.segments().size()))
                        .geometry())
                .map(line -> line.getCoordinateN(random.nextInt(line.getNumPoints())))
                .map(point -> new LonLat(
                        Math.min(180, point.x + 1e-4 * random.nextDouble()), point.y + 1e-4 * random.nextDouble()))
                .limit(count)
                .toList();
    }

    private static void use(RouteGuide guide, City city, Random random) {
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(city.segments().size(), Instant.EPOCH);
        for (int segment = 0; segment < city.segments().size(); segment++) {
            switch (random.nextInt(20)) {
                case 0 -> speeds.close(segment);
                case 1, 2, 3, 4 -> {}
                default -> speeds.speed(segment, 2 + random.nextDouble() * 100, Grade.B);
            }
        }
        guide.useSpeeds(speeds.build()).toCompletableFuture().join();
    }
}
