package cn.haihe.routing.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.GridTown;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteGuides;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.matching.FixOutcome.Reason;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.ResponsePath;
import com.graphhopper.util.PointList;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.linearref.LengthIndexedLine;

/** Traces made from known ways with seeded noise, matched whole and fix by fix. */
class TraceMatcherTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final double METRES_PER_DEGREE = 111_195;

    @TempDir
    static Path folder;

    private static GridTown town;
    private static RouteGuide guide;

    @BeforeAll
    static void openGuide() {
        town = GridTown.create(folder, 12, 7);
        guide = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("data"),
                CongestionScale.GBT_33171,
                RouteLimits.DEFAULT,
                Clock.fixed(START.plus(Duration.ofHours(2)), ZoneOffset.UTC));
    }

    @AfterAll
    static void closeGuide() {
        guide.close();
    }

    @Test
    void aVehicleWhoseClockIsWrongMakesNobodyElseForgotten() {
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        matcher.add("right", START, town.crossing(3, 3));

        assertThat(matcher.add("wrong", START.plus(Duration.ofDays(3650)), town.crossing(5, 5)))
                .isEqualTo(new FixOutcome.Refused(Reason.FUTURE));
        matcher.add("another", START.plusSeconds(1), town.crossing(5, 5));

        assertThat(matcher.add("right", START, town.crossing(3, 3)))
                .isEqualTo(new FixOutcome.Refused(Reason.DUPLICATE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void followsAVehicleFixByFix(long seed) {
        Random random = new Random(seed);
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        int right = 0;
        int rightWhenSure = 0;
        int sure = 0;
        int matched = 0;
        for (int vehicle = 0; vehicle < 6; vehicle++) {
            List<Fix> trace = trace(random, 80, 8);
            for (int i = 0; i < trace.size(); i++) {
                Fix fix = trace.get(i);
                FixOutcome outcome = matcher.add("v" + vehicle, START.plusSeconds(8L * i), fix.measured);
                if (!(outcome instanceof FixOutcome.Matched found)) {
                    continue;
                }
                VehiclePlace place = found.place();
                boolean isRight = place.segmentIndex().isPresent()
                        && isOn(
                                fix,
                                town.city().segments().get(place.segmentIndex().getAsInt()));
                matched++;
                right += isRight ? 1 : 0;
                if (place.confidence() > 0.7) {
                    sure++;
                    rightWhenSure += isRight ? 1 : 0;
                }
                assertThat(place.confidence()).isBetween(0.0, 1.0);
                assertThat(metres(place.position(), fix.actual)).isLessThan(150);
            }
        }
        System.out.printf(
                "seed %d: right segment and direction in %d of %d matches, where confident in %d of %d, restarts %d%n",
                seed, right, matched, rightWhenSure, sure, matcher.restartCount());
        assertThat(matched).isGreaterThan(100);
        assertThat((double) right / matched).isGreaterThan(0.85);
        assertThat((double) rightWhenSure / sure).isGreaterThanOrEqualTo((double) right / matched - 0.02);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void findsTheWayOfAWholeTrace(long seed) {
        Random random = new Random(seed);
        ResponsePath driven = way(random);
        List<LonLat> fixes = fixesAlong(driven, random, 60, 6).stream()
                .map(fix -> fix.measured)
                .toList();

        MatchedTrace matched = guide.match(request(fixes));

        assertThat(matched.path().getDistance()).isBetween(0.93 * driven.getDistance(), 1.07 * driven.getDistance());
        assertThat(matched.edgeKeys()).isNotEmpty();
        assertThat(matched.path().getInstructions()).isNotEmpty();
        assertThat(matched.path().getPathDetails()).containsKey("osm_way_id");
        assertThat(matched.matchedMillis()).isPositive();
        assertThat(matched.originalMetres()).isGreaterThan(0.8 * driven.getDistance());
    }

    @Test
    void aTraceOffTheMapIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guide.match(request(List.of(town.crossing(0, 0), new LonLat(10, 50)))))
                .withMessageContaining("fix 1");
        assertThatIllegalArgumentException().isThrownBy(() -> request(List.of(town.crossing(0, 0))));
    }

    @Test
    void lateDuplicateAndJumpingFixesAreCountedAndTheNextOneWorks() {
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        List<Fix> trace = trace(new Random(5), 60, 4);
        for (int i = 0; i < 6; i++) {
            matcher.add("bus", START.plusSeconds(10L * i), trace.get(i).measured);
        }
        Instant now = START.plusSeconds(50);
        assertThat(matcher.add("bus", now, trace.get(5).measured)).isEqualTo(new FixOutcome.Refused(Reason.DUPLICATE));
        assertThat(matcher.add("bus", now.minusSeconds(20), trace.get(5).measured))
                .isEqualTo(new FixOutcome.Refused(Reason.LATE));
        LonLat far =
                new LonLat(town.crossing(11, 11).lon(), town.crossing(11, 11).lat());
        assertThat(matcher.add("bus", now.plusSeconds(1), far)).isEqualTo(new FixOutcome.Refused(Reason.JUMP));
        assertThat(matcher.add("bus", now.plusSeconds(10), trace.get(6).measured))
                .isInstanceOf(FixOutcome.Matched.class);
        assertThat(matcher.add("bus", now.plusSeconds(20), new LonLat(10, 50)))
                .isEqualTo(new FixOutcome.Refused(Reason.JUMP));
        assertThat(matcher.find("bus")).isPresent();
        assertThat(matcher.refusedCount(Reason.JUMP)).isEqualTo(2);
        assertThat(matcher.refusedCount(Reason.LATE)).isEqualTo(1);
        assertThat(matcher.refusedCount(Reason.DUPLICATE)).isEqualTo(1);
        assertThat(matcher.restartCount()).isZero();
    }

    @Test
    void aSecondFixAtTheNewPlaceEndsAJumpAndAGapBeginsAnew() {
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        List<Fix> trace = trace(new Random(6), 60, 4);
        matcher.add("bus", START, trace.get(0).measured);
        assertThat(matcher.add("bus", START.plusSeconds(10), trace.get(1).measured))
                .isInstanceOf(FixOutcome.Matched.class);
        LonLat far = trace.get(trace.size() - 2).measured;
        assertThat(matcher.add("bus", START.plusSeconds(11), far)).isEqualTo(new FixOutcome.Refused(Reason.JUMP));
        assertThat(matcher.add("bus", START.plusSeconds(12), far)).isEqualTo(new FixOutcome.Waiting());
        assertThat(matcher.restartCount()).isEqualTo(1);

        assertThat(matcher.add("bus", START.plusSeconds(250), trace.get(2).measured))
                .isEqualTo(new FixOutcome.Waiting());
        assertThat(matcher.restartCount()).isEqualTo(2);
        assertThat(matcher.add("bus", START.plusSeconds(260), trace.get(3).measured))
                .isInstanceOf(FixOutcome.Matched.class);
    }

    @Test
    void aVehicleThatStandsKeepsItsPlace() {
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        List<Fix> trace = trace(new Random(8), 60, 3);
        matcher.add("bus", START, trace.get(0).measured);
        matcher.add("bus", START.plusSeconds(10), trace.get(1).measured);
        VehiclePlace before = matcher.find("bus").orElseThrow();
        for (int i = 2; i < 40; i++) {
            matcher.add("bus", START.plusSeconds(10L * i), trace.get(1).measured);
        }
        VehiclePlace after = matcher.find("bus").orElseThrow();
        assertThat(after.edgeKey()).isEqualTo(before.edgeKey());
        assertThat(after.asOf()).isEqualTo(START.plusSeconds(390));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aBacklogEndsWhereItsFixesWouldHaveOneByOne(long seed) {
        Random random = new Random(seed);
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        List<TimedFix> trace = timed(trace(random, 60, 5));
        int at = 0;
        while (at < trace.size()) {
            List<TimedFix> arrived = trace.subList(at, Math.min(trace.size(), at + 1 + random.nextInt(12)));
            at += arrived.size();
            FixOutcome last = null;
            for (TimedFix fix : arrived) {
                last = matcher.add("single", fix.observedAt(), fix.position());
            }

            List<FixOutcome> outcomes = matcher.add("together", arrived);

            assertThat(outcomes).hasSameSizeAs(arrived);
            assertThat(outcomes.subList(0, outcomes.size() - 1)).containsOnly(new FixOutcome.Joined());
            assertThat(outcomes.get(outcomes.size() - 1)).isEqualTo(last);
            assertThat(matcher.find("together")).isEqualTo(matcher.find("single"));
        }
    }

    @Test
    void whatIsWrongInABacklogIsToldFixByFixAndTheRestCounts() {
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        List<TimedFix> trace = timed(trace(new Random(5), 60, 4));
        TimedFix again = new TimedFix(trace.get(0).observedAt(), trace.get(1).position());
        TimedFix far = new TimedFix(trace.get(1).observedAt().plusSeconds(1), town.crossing(11, 11));
        TimedFix toCome =
                new TimedFix(START.plus(Duration.ofDays(1)), trace.get(3).position());

        assertThat(matcher.add("bus", List.of(trace.get(0), again, trace.get(1), toCome, far, trace.get(2))))
                .startsWith(
                        new FixOutcome.Joined(),
                        new FixOutcome.Refused(Reason.DUPLICATE),
                        new FixOutcome.Joined(),
                        new FixOutcome.Refused(Reason.FUTURE),
                        new FixOutcome.Refused(Reason.JUMP))
                .last()
                .isInstanceOf(FixOutcome.Matched.class);
        assertThat(matcher.find("bus").orElseThrow().asOf())
                .isEqualTo(trace.get(2).observedAt());
        assertThat(matcher.add("bus", List.of())).isEmpty();
    }

    @Test
    void aFixOffTheRoadsBreaksNoMoreOfABacklogThanItself() {
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, StreamLimits.DEFAULT);
        List<TimedFix> trace = timed(trace(new Random(5), 60, 4));
        LonLat corner = town.crossing(0, 0);
        TimedFix offRoad = new TimedFix(START, new LonLat(corner.lon() - 0.005, corner.lat() - 0.005));
        List<TimedFix> later = trace.subList(0, 4).stream()
                .map(fix -> new TimedFix(fix.observedAt().plusSeconds(100), fix.position()))
                .toList();

        List<FixOutcome> outcomes = matcher.add(
                "bus", Stream.concat(Stream.of(offRoad), later.stream()).toList());

        assertThat(outcomes.get(0)).isIn(new FixOutcome.Waiting(), new FixOutcome.Refused(Reason.OFF_ROAD));
        assertThat(outcomes.subList(1, 5)).contains(new FixOutcome.Refused(Reason.BROKEN));
        assertThat(outcomes.get(4)).isInstanceOf(FixOutcome.Matched.class);
        assertThat(matcher.restartCount()).isEqualTo(1);
    }

    @Test
    void aForgottenVehicleMakesRoomAtOnce() {
        StreamLimits one = new StreamLimits(4, 15, Duration.ofMinutes(2), Duration.ofMinutes(10), 200, 1, 1_000);
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, one);
        matcher.add("a", START, town.crossing(3, 3));
        matcher.forget("b");
        assertThat(matcher.add("b", START, town.crossing(3, 3)))
                .isEqualTo(new FixOutcome.Refused(Reason.TOO_MANY_VEHICLES));
        matcher.forget("a");
        assertThat(matcher.add("b", START, town.crossing(3, 3))).isEqualTo(new FixOutcome.Waiting());
        assertThat(matcher.vehicleCount()).isEqualTo(1);
    }

    @Test
    void staleVehiclesMakeRoomForOthers() {
        StreamLimits two = new StreamLimits(4, 15, Duration.ofMinutes(2), Duration.ofMinutes(10), 200, 2, 1_000);
        TraceMatcher matcher = guide.follow(VehicleKind.CAR, two);
        LonLat place = town.crossing(3, 3);
        matcher.add("a", START, place);
        matcher.add("b", START.plusSeconds(300), place);
        assertThat(matcher.add("c", START.plusSeconds(310), place))
                .isEqualTo(new FixOutcome.Refused(Reason.TOO_MANY_VEHICLES));
        assertThat(matcher.add("c", START.plusSeconds(800), place)).isEqualTo(new FixOutcome.Waiting());
        assertThat(matcher.vehicleCount()).isEqualTo(2);
        assertThat(matcher.refusedCount(Reason.TOO_MANY_VEHICLES)).isEqualTo(1);
    }

    private static TraceRequest request(List<LonLat> fixes) {
        return new TraceRequest(fixes, VehicleKind.CAR, 15, 3_000, Locale.ENGLISH, true, List.of("osm_way_id"), 0.5);
    }

    /** Where a vehicle was, where it measured itself to be, and which way it drove. */
    private record Fix(LonLat actual, LonLat measured, double towardsLon, double towardsLat) {}

    /** Ten seconds apart. */
    private static List<TimedFix> timed(List<Fix> fixes) {
        return IntStream.range(0, fixes.size())
                .mapToObj(i -> new TimedFix(START.plusSeconds(10L * i), fixes.get(i).measured))
                .toList();
    }

    private static List<Fix> trace(Random random, double stepMetres, double noiseMetres) {
        return fixesAlong(way(random), random, stepMetres, noiseMetres);
    }

    private static ResponsePath way(Random random) {
        City city = town.city();
        return Stream.generate(() -> {
                    LonLat from = town.crossing(random.nextInt(3), random.nextInt(town.size()));
                    LonLat to = town.crossing(town.size() - 1 - random.nextInt(3), random.nextInt(town.size()));
                    return guide.routeAsGraphHopper(
                            new GHRequest(from.lat(), from.lon(), to.lat(), to.lon()).setProfile("car"));
                })
                .filter(response -> !response.hasErrors())
                .map(response -> response.getBest())
                .filter(path -> path.getDistance() > 1_500 && city.segments().size() > 0)
                .findFirst()
                .orElseThrow();
    }

    private static List<Fix> fixesAlong(ResponsePath path, Random random, double stepMetres, double noiseMetres) {
        PointList points = path.getPoints();
        LengthIndexedLine line = new LengthIndexedLine(points.toLineString(false));
        double step = stepMetres / METRES_PER_DEGREE;
        List<Fix> fixes = new ArrayList<>();
        for (double at = step / 2; at < line.getEndIndex() - step / 2; at += step) {
            Coordinate here = line.extractPoint(at);
            Coordinate ahead = line.extractPoint(at + 1e-5);
            double lonNoise =
                    noiseMetres * random.nextGaussian() / METRES_PER_DEGREE / Math.cos(Math.toRadians(here.y));
            double latNoise = noiseMetres * random.nextGaussian() / METRES_PER_DEGREE;
            fixes.add(new Fix(
                    new LonLat(here.x, here.y),
                    new LonLat(here.x + lonNoise, here.y + latNoise),
                    ahead.x - here.x,
                    ahead.y - here.y));
        }
        return fixes;
    }

    /** On the segment, or so near its end that the noise may tell the next one, in its direction. */
    private static boolean isOn(Fix fix, Segment segment) {
        var line = new LengthIndexedLine(segment.geometry());
        Coordinate actual = new Coordinate(fix.actual.lon(), fix.actual.lat());
        double at = line.project(actual);
        Coordinate on = line.extractPoint(at);
        Coordinate ahead = line.extractPoint(Math.min(line.getEndIndex(), at + 1e-5));
        Coordinate behind = line.extractPoint(Math.max(0, at - 1e-5));
        double along = (ahead.x - behind.x) * fix.towardsLon + (ahead.y - behind.y) * fix.towardsLat;
        return metres(new LonLat(on.x, on.y), fix.actual) < 30 && along > 0;
    }

    private static double metres(LonLat a, LonLat b) {
        double x = (a.lon() - b.lon()) * Math.cos(Math.toRadians(a.lat()));
        return METRES_PER_DEGREE * Math.hypot(x, a.lat() - b.lat());
    }
}
