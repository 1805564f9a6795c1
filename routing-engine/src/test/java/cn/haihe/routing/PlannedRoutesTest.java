package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.PlannedClosures;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.DayProfile;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.OutlookRules;
import cn.haihe.routing.profile.SpeedProfiles;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Departures and arrivals planned ahead, in a town where everything is 60 km/h but what a test says. */
class PlannedRoutesTest {
    /** A Sunday afternoon. */
    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00+08:00");

    private static final Instant MONDAY_EIGHT = Instant.parse("2026-11-23T08:00:00+08:00");
    private static final int QUARTER_OF_EIGHT = 32;
    private static final int STREET = 2;

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
    void nothingIsKnown() {
        use(speeds());
        use(SpeedProfiles.unknown(town.city().segments().size()));
        guide.usePlannedClosures(PlannedClosures.none(town.city().segments().size()));
    }

    @Test
    void theJamOfNowDoesNotHinderWhoLeavesInTwoHours() {
        use(jam(10));
        Route now = found(guide.route(straight()));

        Route later = found(leaveAt(NOW.plus(Duration.ofHours(2))));

        assertThat(later.durationSeconds()).isCloseTo(later.freeFlowSeconds(), within(0.1));
        assertThat(later.durationSeconds()).isLessThan(now.durationSeconds() - 30);
        assertThat(later.liveShare()).isZero();
        assertThat(later.grade()).isEmpty();
        assertThat(later.congestion()).isEmpty();
    }

    @Test
    void theJamOfNowStillCountsForWhoLeavesSoon() {
        use(jam(10));
        Route now = found(guide.route(straight()));

        Route soon = found(leaveAt(NOW.plusSeconds(60)));

        assertThat(soon.durationSeconds()).isCloseTo(now.durationSeconds(), within(now.durationSeconds() * 0.3));
        assertThat(soon.grade()).isEqualTo(now.grade());
    }

    @Test
    void theUsualRushHourIsDrivenAround() {
        use(usual(KindOfDay.WORKDAY, QUARTER_OF_EIGHT, 5));
        double straightMetres = found(guide.route(straight())).distanceMetres();

        Route rush = found(leaveAt(MONDAY_EIGHT));
        Route before = found(leaveAt(MONDAY_EIGHT.minus(Duration.ofMinutes(30))));

        assertThat(rush.distanceMetres()).isGreaterThan(straightMetres + 300);
        assertThat(before.distanceMetres()).isCloseTo(straightMetres, within(1.0));
        assertThat(before.durationSeconds()).isCloseTo(before.freeFlowSeconds(), within(0.1));
    }

    @Test
    void whatIsUsualShowsInTheAnswer() {
        use(usual(KindOfDay.WORKDAY, QUARTER_OF_EIGHT, 50));

        Route rush = found(leaveAt(MONDAY_EIGHT));

        assertThat(rush.durationSeconds()).isCloseTo(rush.freeFlowSeconds() * 60 / 50, within(0.5));
        assertThat(rush.congestion()).extracting(CongestionStretch::level).containsOnly(levelAt(50));
        assertThat(rush.liveShare()).isZero();
        RouteTimes times = rush.times().orElseThrow();
        assertThat(times.departure()).isEqualTo(MONDAY_EIGHT);
        assertThat(Duration.between(times.departure(), times.arrival()).toMillis() / 1000.0)
                .isEqualTo(rush.durationSeconds());
        assertThat(times.usualShare()).isCloseTo(1, within(1e-9));
        assertThat(rush.steps().stream().mapToDouble(RouteStep::durationSeconds).sum())
                .isCloseTo(rush.durationSeconds(), within(0.01));
    }

    @Test
    void whoLeavesNowHasNoPlan() {
        assertThat(found(guide.route(straight())).times()).isEmpty();
    }

    @Test
    void whoSetsOutOrArrivesWhereItIsOrderedClosedThenIsToldSo() {
        var closures = PlannedClosures.builder(town.city().segments().size());
        Optional<Instant> until = Optional.of(MONDAY_EIGHT.plus(Duration.ofHours(2)));
        closures.close(town.segment(STREET, 2, STREET, 3).index(), MONDAY_EIGHT, until);
        closures.close(town.segment(STREET, 3, STREET, 2).index(), MONDAY_EIGHT, until);
        guide.usePlannedClosures(closures.build());
        LonLat west = town.crossing(STREET, 2);
        LonLat inside = new LonLat((west.lon() + town.crossing(STREET, 3).lon()) / 2, west.lat());
        LonLat far = town.crossing(0, 0);
        Instant during = MONDAY_EIGHT.plusSeconds(600);

        assertThat(guide.route(between(inside, far).with(new Departure.LeaveAt(during))))
                .isEqualTo(new RouteAnswer.PointClosed(0));
        assertThat(arriveBy(during, far, inside)).isEqualTo(new RouteAnswer.PointClosed(1));
        assertThat(guide.route(between(inside, far).with(new Departure.LeaveAt(MONDAY_EIGHT.minusSeconds(600)))))
                .isInstanceOf(RouteAnswer.Found.class);
        assertThat(arriveBy(MONDAY_EIGHT.minusSeconds(1), far, inside)).isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void whatIsClosedThenIsDrivenAroundThenOnly() {
        Segment closed = town.segment(STREET, 2, STREET, 3);
        guide.usePlannedClosures(PlannedClosures.builder(town.city().segments().size())
                .close(closed.index(), MONDAY_EIGHT, Optional.of(MONDAY_EIGHT.plus(Duration.ofHours(2))))
                .build());
        double straightMetres = found(guide.route(straight())).distanceMetres();

        assertThat(found(leaveAt(MONDAY_EIGHT.plusSeconds(60))).distanceMetres())
                .isGreaterThan(straightMetres + 300);
        assertThat(found(leaveAt(MONDAY_EIGHT.minus(Duration.ofMinutes(10)))).distanceMetres())
                .isCloseTo(straightMetres, within(1.0));
        assertThat(found(leaveAt(MONDAY_EIGHT.plus(Duration.ofHours(2)))).distanceMetres())
                .isCloseTo(straightMetres, within(1.0));

        guide.usePlannedClosures(PlannedClosures.builder(town.city().segments().size())
                .close(closed.index(), MONDAY_EIGHT, Optional.empty())
                .build());
        assertThat(found(leaveAt(MONDAY_EIGHT.plus(Duration.ofDays(2)))).distanceMetres())
                .isGreaterThan(straightMetres + 300);
        assertThatIllegalArgumentException().isThrownBy(() -> guide.usePlannedClosures(PlannedClosures.none(7)));
    }

    @Test
    void theKindOfDayCounts() {
        use(usual(KindOfDay.WEEKEND, QUARTER_OF_EIGHT, 35));

        Route monday = found(leaveAt(MONDAY_EIGHT));
        Route saturday = found(leaveAt(MONDAY_EIGHT.plus(Duration.ofDays(5))));

        assertThat(monday.durationSeconds()).isCloseTo(monday.freeFlowSeconds(), within(0.1));
        assertThat(saturday.durationSeconds()).isGreaterThan(monday.durationSeconds() * 1.3);
    }

    @Test
    void whoMustArriveByATimeSetsOutAsLateAsCanBe() {
        use(usual(KindOfDay.WORKDAY, QUARTER_OF_EIGHT, 35));
        for (int minute = -20; minute < 40; minute += 3) {
            Instant by = MONDAY_EIGHT.plus(Duration.ofMinutes(minute)).plusMillis(12_345);

            RouteTimes times = found(arriveBy(by, town.crossing(0, 0), town.crossing(4, 5)))
                    .times()
                    .orElseThrow();

            assertThat(times.arrival()).isBetween(by.minusMillis(200), by);
            Route later = found(guide.route(between(town.crossing(0, 0), town.crossing(4, 5))
                    .with(new Departure.LeaveAt(times.departure().plusMillis(500)))));
            assertThat(later.times().orElseThrow().arrival()).isAfter(by);
        }
    }

    @Test
    void whoPassesSeveralPointsArrivesInTimeToo() {
        use(usual(KindOfDay.WORKDAY, QUARTER_OF_EIGHT, 20));
        List<LonLat> points =
                List.of(town.crossing(0, 0), town.crossing(2, 3), town.crossing(5, 1), town.crossing(2, 5));
        Instant by = MONDAY_EIGHT.plus(Duration.ofMinutes(14));

        Route way = found(guide.route(RouteRequest.of(points, GuideLanguage.ZH).with(new Departure.ArriveBy(by))));

        RouteTimes times = way.times().orElseThrow();
        assertThat(times.arrival()).isBetween(by.minusMillis(500), by);
        assertThat(found(guide.route(RouteRequest.of(points, GuideLanguage.ZH)
                                .with(new Departure.LeaveAt(times.departure()))))
                        .durationSeconds())
                .isEqualTo(way.durationSeconds());
    }

    @Test
    void timesOutOfReachAreRefusedByName() {
        Instant earliest = NOW.minus(Duration.ofMinutes(1));
        Instant latest = NOW.plus(Duration.ofDays(7));
        RouteAnswer refused = new RouteAnswer.TimeOutOfReach(earliest, latest);
        for (Instant out :
                List.of(Instant.EPOCH, earliest.minusMillis(1), latest.plusMillis(1), Instant.MAX, Instant.MIN)) {
            assertThat(leaveAt(out)).isEqualTo(refused);
            assertThat(arriveBy(out, town.crossing(2, 0), town.crossing(2, 5))).isEqualTo(refused);
        }
        assertThat(leaveAt(earliest)).isInstanceOf(RouteAnswer.Found.class);
        assertThat(leaveAt(latest)).isInstanceOf(RouteAnswer.Found.class);
        assertThat(arriveBy(latest, town.crossing(2, 0), town.crossing(2, 5))).isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void whoIsTooLateIsToldWhenToHaveLeft() {
        double seconds = found(guide.route(straight())).durationSeconds();

        RouteAnswer answer = arriveBy(NOW.plusSeconds(5), town.crossing(2, 0), town.crossing(2, 5));

        assertThat(answer).isInstanceOf(RouteAnswer.TooLate.class);
        assertThat(((RouteAnswer.TooLate) answer).latestDeparture())
                .isBetween(NOW.plusMillis((long) (4_700 - 1000 * seconds)), NOW.plusMillis((long)
                        (5_300 - 1000 * seconds)));
    }

    @Test
    void aStreetThatOpensInTimeIsUsedAndOneOfUnknownEndIsNot() {
        double straightMetres = found(guide.route(straight())).distanceMetres();
        Segment middle = town.segment(STREET, 2, STREET, 3);
        use(speeds().close(middle.index(), NOW.plus(Duration.ofMinutes(40))));

        assertThat(found(leaveAt(NOW.plusSeconds(30))).distanceMetres()).isGreaterThan(straightMetres + 300);
        assertThat(found(leaveAt(NOW.plus(Duration.ofMinutes(41)))).distanceMetres())
                .isCloseTo(straightMetres, within(1.0));

        use(speeds().close(middle.index()));
        assertThat(found(leaveAt(NOW.plus(Duration.ofDays(6)))).distanceMetres())
                .isGreaterThan(straightMetres + 300);
    }

    @Test
    void onlyTheClosureOfThatTimeKeepsFromSettingOut() {
        Segment middle = town.segment(STREET, 2, STREET, 3);
        Segment back = town.segment(STREET, 3, STREET, 2);
        Instant opens = NOW.plus(Duration.ofHours(3));
        use(speeds().close(middle.index(), opens).close(back.index(), opens));
        LonLat on = new LonLat(
                middle.geometry().getCoordinateN(1).x, middle.geometry().getCoordinateN(1).y);

        assertThat(guide.route(between(on, town.crossing(4, 5)).with(new Departure.LeaveAt(NOW.plusSeconds(60)))))
                .isEqualTo(new RouteAnswer.PointClosed(0));
        Route later =
                found(guide.route(between(on, town.crossing(4, 5)).with(new Departure.LeaveAt(opens.plusSeconds(1)))));
        assertThat(later.durationSeconds()).isCloseTo(later.freeFlowSeconds(), within(0.1));
    }

    @Test
    void onQuietStreetsEveryHourTakesWhatNowTakes() {
        GridTown varied = GridTown.create(folder, 12, 20261122);
        try (RouteGuide other = RouteGuides.open(
                varied.osmFile(),
                varied.city(),
                folder.resolve("varied"),
                CongestionScale.GBT_33171,
                RouteLimits.DEFAULT,
                Clock.fixed(NOW, ZoneOffset.UTC))) {
            Random random = new Random(7);
            int found = 0;
            for (int i = 0; i < 120; i++) {
                RouteRequest request =
                        RouteRequest.between(anywhere(varied, random), anywhere(varied, random), GuideLanguage.EN);
                RouteAnswer now = other.route(request);
                RouteAnswer ahead = other.route(request.with(new Departure.LeaveAt(NOW.plusSeconds(3_600L * i))));
                RouteAnswer by = other.route(request.with(new Departure.ArriveBy(NOW.plusSeconds(3_600L * (i + 1)))));
                assertThat(ahead.getClass()).as("pair " + i).isEqualTo(now.getClass());
                assertThat(by.getClass()).as("pair " + i).isEqualTo(now.getClass());
                if (now instanceof RouteAnswer.Found) {
                    found++;
                    double tolerance = 0.1;
                    assertThat(found(ahead).durationSeconds())
                            .as("pair " + i)
                            .isCloseTo(found(now).durationSeconds(), within(tolerance));
                    assertThat(found(by).durationSeconds())
                            .as("pair " + i)
                            .isCloseTo(found(now).durationSeconds(), within(tolerance));
                    assertThat(found(ahead).distanceMetres()).isGreaterThanOrEqualTo(0);
                }
            }
            assertThat(found).isGreaterThan(90);
        }
    }

    @Test
    void aSearchThatTakesTooMuchSaysSo() {
        try (RouteGuide narrow = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("narrow"),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 5_000, 1),
                Clock.fixed(NOW, ZoneOffset.UTC))) {
            for (Departure departure :
                    List.of(new Departure.LeaveAt(MONDAY_EIGHT), new Departure.ArriveBy(MONDAY_EIGHT))) {
                assertThat(narrow.route(straight().with(departure)))
                        .isEqualTo(new RouteAnswer.GivenUp(SearchLimit.VISITED_NODES));
            }
        }
    }

    @Test
    void otherVehiclesPlanAheadToo() {
        use(usual(KindOfDay.WORKDAY, QUARTER_OF_EIGHT, 5));
        double carMetres = found(leaveAt(MONDAY_EIGHT)).distanceMetres();
        for (VehicleKind kind : VehicleKind.values()) {
            RouteRequest request = straight().with(Vehicle.of(kind));

            Route leaving = found(guide.route(request.with(new Departure.LeaveAt(MONDAY_EIGHT))));
            Route arriving = found(guide.route(request.with(new Departure.ArriveBy(MONDAY_EIGHT))));

            assertThat(leaving.times().orElseThrow().departure())
                    .as(kind.name())
                    .isEqualTo(MONDAY_EIGHT);
            assertThat(arriving.times().orElseThrow().arrival())
                    .as(kind.name())
                    .isBetween(MONDAY_EIGHT.minusMillis(200), MONDAY_EIGHT);
            assertThat(leaving.freeFlowSeconds()).as(kind.name()).isFinite();
            if (kind.isMotor()) {
                assertThat(leaving.distanceMetres()).as(kind.name()).isCloseTo(carMetres, within(1.0));
            }
        }
    }

    @Test
    void whatIsToBeAvoidedIsAvoidedAtAnyTime() {
        double metres = found(leaveAt(MONDAY_EIGHT)).distanceMetres();
        Avoid middle =
                new Avoid(List.of(), Set.of(town.segment(STREET, 2, STREET, 3).id()), Set.of());

        assertThat(found(guide.route(straight().with(middle).with(new Departure.LeaveAt(MONDAY_EIGHT))))
                        .distanceMetres())
                .isGreaterThan(metres + 300);
    }

    @Test
    void profilesOfAnotherCityAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> use(SpeedProfiles.unknown(3)));
    }

    private static CongestionLevel levelAt(double kmh) {
        return CongestionScale.GBT_33171.levelOf(kmh, 60);
    }

    private static LonLat anywhere(GridTown of, Random random) {
        LonLat corner = of.crossing(random.nextInt(of.size()), random.nextInt(of.size()));
        return new LonLat(corner.lon() + 0.002 * random.nextDouble(), corner.lat() + 0.0002 * random.nextDouble());
    }

    private static RouteRequest straight() {
        return between(town.crossing(STREET, 0), town.crossing(STREET, 5));
    }

    private static RouteRequest between(LonLat from, LonLat to) {
        return RouteRequest.between(from, to, GuideLanguage.ZH);
    }

    private static RouteAnswer leaveAt(Instant time) {
        return guide.route(straight().with(new Departure.LeaveAt(time)));
    }

    private static RouteAnswer arriveBy(Instant time, LonLat from, LonLat to) {
        return guide.route(between(from, to).with(new Departure.ArriveBy(time)));
    }

    private static Route found(RouteAnswer answer) {
        assertThat(answer).isInstanceOf(RouteAnswer.Found.class);
        return ((RouteAnswer.Found) answer).routes().get(0);
    }

    private static SegmentSpeeds.Builder speeds() {
        return SegmentSpeeds.builder(town.city().segments().size(), NOW);
    }

    /** Everywhere. */
    private static SegmentSpeeds.Builder jam(double kmh) {
        SegmentSpeeds.Builder speeds = speeds();
        town.city().segments().forEach(segment -> speeds.speed(segment.index(), kmh, Grade.B));
        return speeds;
    }

    /** Along the straight street. */
    private static SpeedProfiles usual(KindOfDay kind, int quarter, double kmh) {
        SpeedProfiles.Builder profiles =
                SpeedProfiles.unknown(town.city().segments().size()).change();
        for (int column = 0; column < 5; column++) {
            profiles.put(
                    town.segment(STREET, column, STREET, column + 1).index(),
                    kind,
                    DayProfile.UNKNOWN.with(quarter, kmh, 9).with(quarter + 1, kmh, 9));
        }
        return profiles.build();
    }

    private static void use(SegmentSpeeds.Builder speeds) {
        guide.useSpeeds(speeds.build()).toCompletableFuture().join();
    }

    private static void use(SpeedProfiles profiles) {
        guide.useProfiles(profiles, DayCalendar.ofWeekdays(ZoneId.of("Asia/Shanghai")), OutlookRules.DEFAULT);
    }
}
