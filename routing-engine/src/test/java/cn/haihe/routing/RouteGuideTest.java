package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

class RouteGuideTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant AS_OF = NOW.minusMillis(1500);

    @TempDir
    static Path folder;

    private static GridTown town;
    private static RouteGuide guide;

    @BeforeAll
    static void openGuide() {
        town = GridTown.plain(folder, 6);
        guide = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("data"),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 5_000, 100_000),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void closeGuide() {
        guide.close();
    }

    @BeforeEach
    void quietStreets() {
        guide.useSpeeds(speeds().build()).toCompletableFuture().join();
    }

    @Test
    void alternativesDifferAndSayWhatSpeaksForThem() {
        for (Avoid avoid : List.of(Avoid.NOTHING, new Avoid(List.of(), Set.of(), Set.of(Avoid.RoadFeature.FERRY)))) {
            RouteRequest request = RouteRequest.between(town.crossing(0, 0), town.crossing(5, 5), GuideLanguage.EN)
                    .with(avoid)
                    .withAlternatives(2);
            List<Route> routes = ((RouteAnswer.Found) guide.route(request)).routes();

            assertThat(routes).hasSizeBetween(2, 3);
            assertThat(routes.get(0).merits()).extracting(RouteMerit::kind).containsExactly(RouteMerit.Kind.FASTEST);
            for (Route other : routes.subList(1, routes.size())) {
                assertThat(other.durationSeconds())
                        .isBetween(
                                routes.get(0).durationSeconds(),
                                1.41 * routes.get(0).durationSeconds());
                long shared = other.segments().stream()
                        .filter(routes.get(0).segments()::contains)
                        .count();
                assertThat(shared).isLessThan(other.segments().size());
                assertThat(other.merits()).extracting(RouteMerit::kind).doesNotContain(RouteMerit.Kind.FASTEST);
            }
        }
    }

    @Test
    void everyDrivableEdgeLiesOnASegment() {
        assertThat(guide.map().drivableEdges()).isEqualTo(2 * 2 * 6 * 5);
        assertThat(guide.map().edgesOnSegments()).isEqualTo(guide.map().drivableEdges());
    }

    @Test
    void emptyStreetsTakeWhatTheLimitAllows() {
        Route route = straight();

        assertThat(route.durationSeconds()).isCloseTo(route.distanceMetres() / (60 / 3.6), within(0.1));
        assertThat(route.freeFlowSeconds()).isCloseTo(route.durationSeconds(), within(0.1));
    }

    @Test
    void aRouteNamesTheSegmentsAlongIt() {
        assertThat(straight().segments())
                .containsExactly(
                        town.segment(2, 0, 2, 1).index(),
                        town.segment(2, 1, 2, 2).index(),
                        town.segment(2, 2, 2, 3).index(),
                        town.segment(2, 3, 2, 4).index(),
                        town.segment(2, 4, 2, 5).index());
    }

    @Test
    void withoutLiveSpeedsNothingIsPretended() {
        Route route = straight();

        assertThat(route.congestion()).isEmpty();
        assertThat(route.grade()).isEmpty();
        assertThat(route.liveShare()).isZero();
    }

    @Test
    void beforeTheFirstSnapshotThereIsNoTrafficTime() {
        try (RouteGuide fresh = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("fresh"),
                CongestionScale.GBT_33171,
                RouteLimits.DEFAULT,
                Clock.systemUTC())) {
            RouteAnswer answer = fresh.route(request(town.crossing(2, 0), town.crossing(2, 5)));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            RouteAnswer.Found.class,
                            found -> assertThat(found.traffic()).isEmpty());
        }
    }

    @Test
    void anAnswerSaysHowOldItsTrafficIs() {
        RouteAnswer answer = guide.route(request(town.crossing(2, 0), town.crossing(2, 5)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        RouteAnswer.Found.class,
                        found -> assertThat(found.traffic()).contains(new TrafficAge(AS_OF, 1.5)));
    }

    @Test
    void aJamBendsTheWayRoundIt() {
        Segment jammed = town.segment(2, 2, 2, 3);
        guide.useSpeeds(speeds().speed(jammed.index(), 5, Grade.B).build())
                .toCompletableFuture()
                .join();

        assertThat(passes(straight(), jammed)).isFalse();

        guide.useSpeeds(speeds().speed(jammed.index(), 60, Grade.B).build())
                .toCompletableFuture()
                .join();

        assertThat(passes(straight(), jammed)).isTrue();
    }

    @Test
    void aJamCountsInItsOwnDirectionOnly() {
        Segment against = town.segment(2, 3, 2, 2);
        guide.useSpeeds(speeds().speed(against.index(), 5, Grade.B).build())
                .toCompletableFuture()
                .join();

        assertThat(passes(straight(), town.segment(2, 2, 2, 3))).isTrue();
        Route back = found(guide.route(request(town.crossing(2, 5), town.crossing(2, 0))));
        assertThat(passes(back, against)).isFalse();
    }

    @Test
    void aClosedSegmentIsNotDriven() {
        Segment closed = town.segment(2, 2, 2, 3);
        guide.useSpeeds(speeds().close(closed.index()).build())
                .toCompletableFuture()
                .join();

        assertThat(passes(straight(), closed)).isFalse();
    }

    @Test
    void aCapHoldsBackWhatIsMeasuredAndWhatIsUsual() {
        SegmentSpeeds.Builder everywhere = speeds();
        town.city().segments().forEach(segment -> everywhere.cap(segment.index(), 20));
        everywhere.speed(town.segment(2, 1, 2, 2).index(), 50, Grade.B);
        guide.useSpeeds(everywhere.build()).toCompletableFuture().join();

        Route route = straight();

        assertThat(route.durationSeconds()).isCloseTo(route.distanceMetres() / (20 / 3.6), within(0.5));
        assertThat(route.liveShare()).isCloseTo(0.2, within(0.02));
    }

    @Test
    void saysWhichPointStandsOnAClosedStreet() {
        Segment there = town.segment(2, 0, 2, 1);
        Segment back = town.segment(2, 1, 2, 0);
        LonLat middle = new LonLat(
                (town.crossing(2, 0).lon() + town.crossing(2, 1).lon()) / 2,
                town.crossing(2, 0).lat());

        guide.useSpeeds(speeds().close(there.index()).build())
                .toCompletableFuture()
                .join();
        assertThat(guide.route(request(middle, town.crossing(2, 5)))).isInstanceOf(RouteAnswer.Found.class);

        guide.useSpeeds(speeds().close(there.index()).close(back.index()).build())
                .toCompletableFuture()
                .join();
        assertThat(guide.route(request(middle, town.crossing(2, 5)))).isEqualTo(new RouteAnswer.PointClosed(0));
        assertThat(guide.route(request(town.crossing(2, 5), middle))).isEqualTo(new RouteAnswer.PointClosed(1));
        LonLat corner = new LonLat(
                town.crossing(2, 1).lon() - 0.0002, town.crossing(2, 1).lat());
        assertThat(guide.route(request(corner, town.crossing(2, 5)))).isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void aStandstillSlowsButDoesNotClose() {
        SegmentSpeeds.Builder everywhere = speeds();
        town.city().segments().forEach(segment -> everywhere.speed(segment.index(), 0, Grade.B));
        guide.useSpeeds(everywhere.build()).toCompletableFuture().join();

        Route route = straight();

        assertThat(route.durationSeconds()).isCloseTo(route.distanceMetres() / (2 / 3.6), within(1.0));
        assertThat(route.congestion()).extracting(CongestionStretch::level).containsOnly(CongestionLevel.SEVERE);
    }

    @Test
    void aSpeedAboveTheLimitCountsAsFreeFlow() {
        SegmentSpeeds.Builder everywhere = speeds();
        town.city().segments().forEach(segment -> everywhere.speed(segment.index(), 150, Grade.B));
        guide.useSpeeds(everywhere.build()).toCompletableFuture().join();

        Route route = straight();

        assertThat(route.durationSeconds()).isCloseTo(route.freeFlowSeconds(), within(0.1));
    }

    @Test
    void congestionCoversTheStretchesWithLiveSpeeds() {
        guide.useSpeeds(speeds().speed(town.segment(2, 1, 2, 2).index(), 40, Grade.B)
                        .speed(town.segment(2, 2, 2, 3).index(), 40, Grade.C)
                        .speed(town.segment(2, 3, 2, 4).index(), 35, Grade.A)
                        .build())
                .toCompletableFuture()
                .join();

        Route route = straight();

        Coordinate[] line = route.geometry().getCoordinates();
        assertThat(route.congestion())
                .extracting(CongestionStretch::level)
                .containsExactly(CongestionLevel.MOSTLY_SMOOTH, CongestionLevel.LIGHT);
        assertThat(at(line[route.congestion().get(0).from()])).isEqualTo(town.crossing(2, 1));
        assertThat(at(line[route.congestion().get(1).from()])).isEqualTo(town.crossing(2, 3));
        assertThat(at(line[route.congestion().get(1).to()])).isEqualTo(town.crossing(2, 4));
        assertThat(route.grade()).contains(Grade.C);
        assertThat(route.liveShare()).isCloseTo(0.6, within(0.02));
        assertThat(route.durationSeconds()).isGreaterThan(route.freeFlowSeconds() + 10);
    }

    @Test
    void aPointInTheMiddleOfAJammedStreetPaysForItsPartOnly() {
        Segment jammed = town.segment(2, 0, 2, 1);
        guide.useSpeeds(speeds().speed(jammed.index(), 6, Grade.B).build())
                .toCompletableFuture()
                .join();
        LonLat middle = new LonLat(
                (town.crossing(2, 0).lon() + 3 * town.crossing(2, 1).lon()) / 4,
                town.crossing(2, 0).lat());

        Route route = found(guide.route(request(middle, town.crossing(2, 3))));

        double jammedMetres = 259.0 / 4;
        double expected = jammedMetres / (6 / 3.6) + (route.distanceMetres() - jammedMetres) / (60 / 3.6);
        assertThat(route.durationSeconds()).isCloseTo(expected, within(1.0));
    }

    @Test
    void speaksChineseAndEnglish() {
        LonLat from = town.crossing(1, 1);
        LonLat to = town.crossing(4, 4);

        List<RouteStep> zh = found(guide.route(RouteRequest.between(from, to, GuideLanguage.ZH)))
                .steps();
        List<RouteStep> en = found(guide.route(RouteRequest.between(from, to, GuideLanguage.EN)))
                .steps();

        assertThat(zh).hasSameSizeAs(en);
        assertThat(zh.get(0).text()).matches("继续.*第[14][道路].*");
        assertThat(en.get(0).text()).matches("[Cc]ontinue onto (Dao|Lu) [14]");
        assertThat(en.get(1).text()).matches("[Tt]urn (left|right) onto (Dao|Lu) [14]");
        assertThat(en.get(1).from()).isEqualTo(en.get(0).to());
    }

    @Test
    void fromAPointToItselfIsNoDistance() {
        Route route = found(guide.route(request(town.crossing(2, 2), town.crossing(2, 2))));

        assertThat(route.distanceMetres()).isZero();
        assertThat(route.geometry().getNumPoints()).isEqualTo(2);
    }

    @Test
    void saysWhichPointIsOffTheMap() {
        assertThat(guide.route(request(town.crossing(2, 0), new LonLat(121.5, 31.2))))
                .isEqualTo(new RouteAnswer.PointOffMap(1));
        assertThat(guide.route(request(new LonLat(0, 0), town.crossing(2, 0))))
                .isEqualTo(new RouteAnswer.PointOffMap(0));
        assertThat(straight()).isNotNull();
    }

    @Test
    void aPointAHairOutsideTheMapIsStillOnItsRoad() {
        LonLat corner = town.crossing(0, 0);
        LonLat outside = new LonLat(corner.lon() - 1e-8, corner.lat() - 1e-8);

        assertThat(guide.route(request(outside, town.crossing(3, 3)))).isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void saysThatThereIsNoWay() {
        SegmentSpeeds.Builder island = speeds();
        island.close(town.segment(0, 1, 0, 0).index());
        island.close(town.segment(1, 0, 0, 0).index());
        guide.useSpeeds(island.build()).toCompletableFuture().join();

        assertThat(guide.route(request(town.crossing(3, 3), town.crossing(0, 0))))
                .isEqualTo(new RouteAnswer.NoWay());

        quietStreets();
        assertThat(guide.route(request(town.crossing(3, 3), town.crossing(0, 0))))
                .isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void takesPointsToPassButNotTooMany() {
        List<LonLat> three = List.of(town.crossing(0, 0), town.crossing(5, 2), town.crossing(0, 5));
        Route route = found(guide.route(RouteRequest.of(three, GuideLanguage.ZH)));
        assertThat(route.geometry().getCoordinates()).anyMatch(c -> at(c).equals(town.crossing(5, 2)));

        List<LonLat> six = Collections.nCopies(6, town.crossing(1, 1));
        assertThat(guide.route(RouteRequest.of(six, GuideLanguage.ZH))).isEqualTo(new RouteAnswer.TooManyPoints(5));
    }

    @Test
    void givesUpAtTheLimitOfVisitedNodes() {
        try (RouteGuide narrow = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("narrow"),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 5_000, 3),
                Clock.systemUTC())) {
            assertThat(narrow.route(request(town.crossing(0, 0), town.crossing(5, 5))))
                    .isEqualTo(new RouteAnswer.GivenUp(SearchLimit.VISITED_NODES));
        }
    }

    @Test
    void refusesTheSpeedsOfAnotherCity() {
        SegmentSpeeds other = SegmentSpeeds.builder(7, AS_OF).build();

        assertThatIllegalArgumentException().isThrownBy(() -> guide.useSpeeds(other));
    }

    private SegmentSpeeds.Builder speeds() {
        return SegmentSpeeds.builder(town.city().segments().size(), AS_OF);
    }

    private Route straight() {
        return found(guide.route(request(town.crossing(2, 0), town.crossing(2, 5))));
    }

    private static RouteRequest request(LonLat from, LonLat to) {
        return RouteRequest.between(from, to, GuideLanguage.ZH);
    }

    private static Route found(RouteAnswer answer) {
        assertThat(answer).isInstanceOf(RouteAnswer.Found.class);
        return ((RouteAnswer.Found) answer).routes().get(0);
    }

    private static boolean passes(Route route, Segment segment) {
        Coordinate[] line = segment.geometry().getCoordinates();
        Coordinate[] way = route.geometry().getCoordinates();
        for (int i = 1; i < way.length; i++) {
            if (at(way[i - 1]).equals(at(line[0])) && at(way[i]).equals(at(line[line.length - 1]))) {
                return true;
            }
        }
        return false;
    }

    private static LonLat at(Coordinate coordinate) {
        return new LonLat(coordinate.x, coordinate.y);
    }
}
