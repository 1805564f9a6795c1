package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.TurnDelays;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A town of 60 km/h whose row 2 has a signal at its third crossing. */
class SignalDelaysTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    static Path folder;

    private static GridTown town;
    private static RouteGuide guide;
    private static Segment approach;
    private static Segment straightOn;
    private static Segment right;

    @BeforeAll
    static void openGuide() {
        town = GridTown.plain(folder, 6);
        guide = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("data"),
                CongestionScale.GBT_33171,
                RouteLimits.DEFAULT,
                Clock.fixed(NOW, ZoneOffset.UTC));
        approach = town.segment(2, 1, 2, 2);
        straightOn = town.segment(2, 2, 2, 3);
        right = town.segment(2, 2, 1, 2);
    }

    @AfterAll
    static void closeGuide() {
        guide.close();
    }

    @BeforeEach
    void quietStreets() {
        use(guide.useSpeeds(speeds().build()));
        use(guide.useTurnDelays(delays().build()));
    }

    @Test
    void aWaitCountsOnItsMovementAlone() {
        double free = along().durationSeconds();
        double freeRight = toTheRight().durationSeconds();

        use(guide.useTurnDelays(delays().delay(approach.index(), straightOn.index(), 9_000)
                .delay(approach.index(), right.index(), 4_000)
                .build()));

        assertThat(along().durationSeconds()).isCloseTo(free + 9, within(0.05));
        assertThat(toTheRight().durationSeconds()).isCloseTo(freeRight + 4, within(0.05));
        assertThat(along().signals()).contains(new RouteSignals(1, 1));
    }

    /** Other vehicles than cars, and times to come, are another search than the hierarchy's. */
    @Test
    void theStepsOfATimedWayHoldItsWaits() {
        use(guide.useTurnDelays(delays().delay(approach.index(), right.index(), 4_000)
                .delay(approach.index(), straightOn.index(), 9_000)
                .build()));
        RouteRequest request = RouteRequest.between(town.crossing(2, 0), town.crossing(2, 5), GuideLanguage.ZH)
                .with(Vehicle.of(VehicleKind.TRUCK));

        Route route = ((RouteAnswer.Found) guide.route(request)).routes().get(0);

        double steps =
                route.steps().stream().mapToDouble(RouteStep::durationSeconds).sum();
        assertThat(steps)
                .isCloseTo(route.durationSeconds(), within(0.1 * route.steps().size()));
    }

    @Test
    void aLongWaitIsDrivenAround() {
        double straight = along().distanceMetres();
        use(guide.useTurnDelays(
                delays().delay(approach.index(), straightOn.index(), 300_000).build()));

        assertThat(along().distanceMetres()).isGreaterThan(straight + 100);
    }

    @Test
    void whatTheSpeedOfTheApproachHoldsAlreadyDoesNotCountTwice() {
        use(guide.useTurnDelays(
                delays().delay(approach.index(), straightOn.index(), 9_000).build()));
        double beyondFree = approach.lengthMetres() * 3.6 * (1 / 40.0 - 1 / 60.0);

        use(guide.useSpeeds(speeds().speed(approach.index(), 40, Grade.B).build()));
        double expected = freeSeconds(along()) + 9;
        assertThat(along().durationSeconds()).isCloseTo(expected, within(0.1));
        assertThat(beyondFree).isBetween(7.0, 9.0);

        use(guide.useSpeeds(speeds().speed(approach.index(), 30, Grade.B).build()));
        double measured = approach.lengthMetres() * 3.6 * (1 / 30.0 - 1 / 60.0);
        assertThat(measured).isGreaterThan(9);
        assertThat(along().durationSeconds()).isCloseTo(freeSeconds(along()) + measured, within(0.1));
    }

    @Test
    void aSignalWhosePlanIsUnknownIsPassedButNotCounted() {
        double free = along().durationSeconds();
        use(guide.useTurnDelays(delays().signal(approach.index())
                .signal(town.segment(2, 4, 2, 5).index())
                .build()));

        assertThat(along().durationSeconds()).isCloseTo(free, within(0.05));
        assertThat(along().signals()).contains(new RouteSignals(1, 0));
    }

    /** Its own searches ask for turns in another way than the hierarchy. */
    @Test
    void graphHoppersOwnSearchesAgree() {
        use(guide.useTurnDelays(
                delays().delay(approach.index(), straightOn.index(), 9_000).build()));
        LonLat from = town.crossing(2, 0);
        LonLat to = town.crossing(2, 5);
        GHRequest request = new GHRequest(from.lat(), from.lon(), to.lat(), to.lon())
                .setProfile("car")
                .setAlgorithm("alternative_route");

        GHResponse response = guide.routeAsGraphHopper(request);

        assertThat(response.getErrors()).isEmpty();
        assertThat(response.getBest().getTime() / 1000.0).isCloseTo(along().durationSeconds(), within(0.05));
    }

    @Test
    void refusesDelaysOfAnotherCityAndAbsurdOnes() {
        TurnDelays other = TurnDelays.builder(7, NOW).build();
        assertThatIllegalArgumentException().isThrownBy(() -> guide.useTurnDelays(other));
        assertThatIllegalArgumentException().isThrownBy(() -> delays().delay(0, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> delays().delay(0, 1, 3_600_000));
    }

    private static double freeSeconds(Route route) {
        return route.distanceMetres() / (60 / 3.6);
    }

    private static Route along() {
        return found(town.crossing(2, 0), town.crossing(2, 5));
    }

    private static Route toTheRight() {
        LonLat soon = new LonLat(
                town.crossing(1, 2).lon(),
                (town.crossing(1, 2).lat() + 3 * town.crossing(2, 2).lat()) / 4);
        return found(town.crossing(2, 1), soon);
    }

    private static Route found(LonLat from, LonLat to) {
        RouteAnswer answer = guide.route(RouteRequest.between(from, to, GuideLanguage.ZH));
        assertThat(answer).isInstanceOf(RouteAnswer.Found.class);
        return ((RouteAnswer.Found) answer).routes().get(0);
    }

    private static SegmentSpeeds.Builder speeds() {
        return SegmentSpeeds.builder(town.city().segments().size(), NOW);
    }

    private static TurnDelays.Builder delays() {
        return TurnDelays.builder(town.city().segments().size(), NOW);
    }

    private static void use(CompletionStage<Void> update) {
        try {
            update.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
