package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.City;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.shapes.GHPoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** The search against plain Dijkstra on the same picture, while speeds and closures change. */
class ExactnessTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void equalsDijkstraOnTownsWithOneWaysAndRestrictions(long seed) {
        GridTown town = GridTown.create(folder, 14, seed);
        compare(town.osmFile(), town.city(), seed, 12, 60);
    }

    @Test
    void equalsDijkstraOnARealCity() {
        Path real = SharedData.find("osm/porto-alegre.osm.pbf").orElse(null);
        assumeTrue(real != null, SharedData.WHY_SKIPPED);
        compare(real, SharedData.city(real), 5, 3, 30);
    }

    private void compare(Path osmFile, City city, long seed, int pictures, int requests) {
        Random random = new Random(seed);
        int found = 0;
        try (RouteGuide guide = open(osmFile, city)) {
            for (int picture = 0; picture < pictures; picture++) {
                guide.useSpeeds(randomSpeeds(city, random))
                        .toCompletableFuture()
                        .join();
                for (int i = 0; i < requests; i++) {
                    GHPoint from = randomPoint(city, random);
                    GHPoint to = randomPoint(city, random);
                    GHResponse ours = guide.routeAsGraphHopper(request(from, to));
                    GHResponse plain =
                            guide.routeAsGraphHopper(request(from, to).setAlgorithm(Parameters.Algorithms.DIJKSTRA));
                    String which = "seed " + seed + ", picture " + picture + ", " + from + " to " + to;
                    assertThat(ours.hasErrors()).as(which).isEqualTo(plain.hasErrors());
                    if (!ours.hasErrors()) {
                        found++;
                        assertThat(ours.getBest().getRouteWeight())
                                .as(which)
                                .isCloseTo(plain.getBest().getRouteWeight(), within(0.004));
                        assertThat(ours.getBest().getTime())
                                .as(which)
                                .isCloseTo(plain.getBest().getTime(), within(500L));
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(pictures * requests / 2);
    }

    /** A search through time that may not go where nobody wants to go answers as the hierarchy does. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void searchesOfTheirOwnCostsAgreeWithTheHierarchy(long seed) {
        GridTown town = GridTown.create(folder, 14, seed);
        Random random = new Random(seed);
        Avoid elsewhere = new Avoid(
                List.of(new GeometryFactory().createPolygon(new Coordinate[] {
                    new Coordinate(0, 0), new Coordinate(1, 0), new Coordinate(1, 1), new Coordinate(0, 0)
                })),
                Set.of(),
                Set.of());
        int found = 0;
        try (RouteGuide guide = open(town.osmFile(), town.city())) {
            for (int i = 0; i < 200; i++) {
                if (i % 20 == 0) {
                    guide.useSpeeds(randomSpeeds(town.city(), random))
                            .toCompletableFuture()
                            .join();
                }
                RouteRequest request = RouteRequest.between(
                        place(randomPoint(town.city(), random)),
                        place(randomPoint(town.city(), random)),
                        GuideLanguage.EN);
                RouteAnswer plain = guide.route(request);
                RouteAnswer ours = guide.route(request.with(elsewhere));
                assertThat(ours).as("seed " + seed + ", " + request).hasSameClassAs(plain);
                if (ours instanceof RouteAnswer.Found one && plain instanceof RouteAnswer.Found other) {
                    found++;
                    assertThat(one.routes().get(0).durationSeconds())
                            .as("seed " + seed + ", " + request)
                            .isCloseTo(other.routes().get(0).durationSeconds(), within(0.01));
                }
            }
        }
        assertThat(found).isGreaterThan(80);
    }

    private static LonLat place(GHPoint point) {
        return new LonLat(point.lon, point.lat);
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

    private static GHRequest request(GHPoint from, GHPoint to) {
        return new GHRequest(from, to).setProfile("car").putHint(Parameters.Routing.INSTRUCTIONS, false);
    }

    private static GHPoint randomPoint(City city, Random random) {
        var line = city.segments().get(random.nextInt(city.segments().size())).geometry();
        var point = line.getCoordinateN(random.nextInt(line.getNumPoints()));
        return new GHPoint(point.y + 1e-4 * random.nextDouble(), point.x + 1e-4 * random.nextDouble());
    }

    private static SegmentSpeeds randomSpeeds(City city, Random random) {
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(city.segments().size(), Instant.EPOCH);
        for (int segment = 0; segment < city.segments().size(); segment++) {
            switch (random.nextInt(20)) {
                case 0 -> speeds.close(segment);
                case 1, 2, 3, 4 -> {}
                default -> speeds.speed(segment, random.nextDouble() * 120, Grade.B);
            }
        }
        return speeds.build();
    }
}
