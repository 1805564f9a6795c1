package cn.haihe.routing.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.TurnDelays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signs before the three ways of {@link ParallelWays}: 255 s by the main one, 339 s and 375 s by the others. */
class GuidanceDeskTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final ParallelWays town = new ParallelWays(2);
    private Instant now = START;
    private GuidanceDesk desk = desk(GuidanceRules.DEFAULT);

    @Test
    void emptyStreetsNeedNoAdviceAndTimesAreThoseOfTheStreets() {
        DestinationGuidance ahead = decide(plans(1), speeds(1, 1, 1)).get(0);

        assertThat(ahead.verdict()).isEqualTo(Verdict.MAIN_IS_BEST);
        assertThat(ahead.main().seconds().getAsDouble()).isCloseTo(255, within(0.1));
        assertThat(ahead.main().freeFlowSeconds()).isCloseTo(255, within(0.1));
        assertThat(ahead.main().level()).contains(CongestionLevel.SMOOTH);
        assertThat(ahead.main().grade()).contains(Grade.B);
        assertThat(ahead.detours().get(0).measure().seconds().getAsDouble()).isCloseTo(339, within(0.1));
    }

    @Test
    void anAlternativeMustGainTheMarginInSecondsAndInParts() {
        // 375 s against 339 s by the other: 36 s are worth no word.
        assertThat(decideFor(10, speeds(1.5, 1, 1)).verdict()).isEqualTo(Verdict.MAIN_IS_BEST);
        // 495 s against 339 s: 156 s and a third.
        assertThat(decideFor(1, speeds(2, 1, 1)).verdict()).isEqualTo(Verdict.MAIN_IS_BEST);
        assertThat(decideFor(10, speeds(2, 1, 1)).verdict()).isEqualTo(Verdict.ADVISED);
        // The same seconds are too small a part of a long drive.
        desk = desk(new GuidanceRules(
                new AdviceMargins(120, 0.5, 45, 0.2),
                GuardRules.DEFAULT,
                RoadCapacity.DEFAULT,
                GuidanceRules.DEFAULT.scale(),
                0.6,
                Duration.ofMinutes(3)));
        assertThat(decideFor(10, speeds(2, 1, 1)).verdict()).isEqualTo(Verdict.MAIN_IS_BEST);
    }

    @Test
    void adviceGrowsSlowlyAndEndsBelowTheLowerMarginOnly() {
        decideFor(4, speeds(1, 1, 1));
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            shares.add(share(decideFor(1, speeds(2.2, 1, 1))));
        }
        assertThat(shares.get(1)).isLessThan(0.4);
        assertThat(shares.get(19)).isGreaterThan(0.3);
        for (int i = 1; i < shares.size(); i++) {
            assertThat(shares.get(i) - shares.get(i - 1)).isLessThanOrEqualTo(2 * 0.15 + 1e-9);
        }

        // 435 s against 339 s: no reason to begin, none to end.
        assertThat(share(decideFor(6, speeds(1.75, 1, 1)))).isPositive();
        // The detour has slowed: 435 s against 407 s.
        DestinationGuidance over = decideFor(20, speeds(1.75, 1.2, 1.2));
        assertThat(share(over)).isZero();
        assertThat(over.verdict()).isEqualTo(Verdict.MAIN_IS_BEST);
    }

    @Test
    void aMessageStaysForItsTimeAndADetourGetsItsPartOfIt() {
        int changes = 0;
        int shown = 0;
        Instant last = START;
        decideFor(20, speeds(2.3, 1, 1));
        Optional<GuideWay> before =
                sign().advice().map(advice -> advice.detour().way());
        double share = 0;
        for (int i = 0; i < 240; i++) {
            share = share(decideFor(1, speeds(2.3, 1, 1)));
            Optional<GuideWay> next =
                    sign().advice().map(advice -> advice.detour().way());
            shown += next.isPresent() ? 1 : 0;
            if (!next.equals(before)) {
                if (changes++ > 0) {
                    assertThat(Duration.between(last, now)).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
                }
                last = now;
            }
            before = next;
        }
        assertThat(changes).isGreaterThan(3);
        assertThat(shown / 240.0).as("of a share that ends at %f", share).isBetween(0.3, 1.0);
    }

    @Test
    void aDetourThatClosesIsWithdrawnAtOnce() {
        adviseTheFirst();

        List<Integer> both = new ArrayList<>(town.way(0, 1).segments().subList(3, 4));
        both.addAll(town.way(0, 2).segments().subList(3, 4));
        decide(plans(1), closed(speeds(2.5, 1, 1), both));

        assertThat(sign().advice()).isEmpty();
        assertThat(sign().destinations().get(0).verdict()).isEqualTo(Verdict.TOO_LITTLE_DATA);
    }

    @Test
    void aDetourThatIsNoFasterAnyMoreIsWithdrawnAtOnce() {
        adviseTheFirst();

        decideFor(3, speeds(1, 1, 1));

        assertThat(sign().advice()).isEmpty();
    }

    @Test
    void aClosedMainWayIsAdvisedAgainstFromTheFirstPictureOn() {
        Names works = new Names("施工", "Road works");
        SegmentSpeeds.Builder speeds = speeds(1, 1, 1);
        speeds.close(town.way(0, 0).segments().get(4));
        DestinationGuidance ahead = desk.decide(
                        plans(1),
                        new RoadPicture(
                                speeds.build(),
                                Optional.empty(),
                                none -> OptionalInt.empty(),
                                segment -> Optional.of(works)))
                .find("v0")
                .orElseThrow()
                .destinations()
                .get(0);

        assertThat(ahead.verdict()).isEqualTo(Verdict.ADVISED);
        assertThat(ahead.main().isClosed()).isTrue();
        assertThat(ahead.main().worstStreet().orElseThrow().zh()).isEqualTo("大沽南路");
        assertThat(ahead.main().cause()).contains(works);
        assertThat(ahead.detours().stream()
                        .mapToDouble(DestinationGuidance.Detour::share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(ahead.detours())
                .allSatisfy(detour -> assertThat(detour.share()).isPositive());
    }

    @Test
    void twoDetoursShareByTheRoomOnThem() {
        DestinationGuidance ahead = decideFor(40, speeds(3, 1, 1));

        double first = ahead.detours().get(0).share() / ahead.detours().get(0).spareVehiclesPerHour();
        double second = ahead.detours().get(1).share() / ahead.detours().get(1).spareVehiclesPerHour();
        assertThat(first).isPositive().isCloseTo(second, within(0.1 * second));
    }

    @Test
    void allSignsTogetherDoNotFillADetour() {
        ParallelWays town20 = new ParallelWays(20);
        desk = new GuidanceDesk(town20.city(), GuidanceRules.DEFAULT, clock(), 1);
        List<SignPlan> many = IntStream.range(0, 20).mapToObj(town20::plan).toList();
        double most = 0;
        for (int i = 0; i < 60; i++) {
            now = now.plus(PERIOD);
            GuidanceSnapshot snapshot =
                    desk.decide(many, RoadPicture.of(speedsOf(town20, 3, 1, 1).build()));
            most = Math.max(most, advisedOver(snapshot, many, 0));
            assertThat(advisedOver(snapshot, many, 0)).isLessThanOrEqualTo(roomOf(RoadCapacity.DEFAULT, 850) + 1);
            assertThat(advisedOver(snapshot, many, 1)).isLessThanOrEqualTo(roomOf(RoadCapacity.DEFAULT, 700) + 1);
        }
        assertThat(most).as("the room is used").isGreaterThan(0.8 * roomOf(RoadCapacity.DEFAULT, 850));
    }

    /** Two lanes up to the load that advice may fill, beyond the load that is assumed. */
    private static double roomOf(RoadCapacity capacity, double perLane) {
        return 2 * perLane * (GuardRules.DEFAULT.loadMax() - GuardRules.DEFAULT.loadAssumed());
    }

    private double advisedOver(GuidanceSnapshot snapshot, List<SignPlan> plans, int detour) {
        GuardRules guard = GuardRules.DEFAULT;
        double full = guard.loadAssumed() * 5 * 1100 * guard.destinationShare() * guard.compliance();
        return plans.stream()
                .mapToDouble(plan -> full
                        * snapshot.find(plan.signId())
                                .orElseThrow()
                                .destinations()
                                .get(0)
                                .detours()
                                .get(detour)
                                .share())
                .sum();
    }

    @Test
    void whatASignThatIsGoneAdvisedGivesItsRoomBack() {
        double before =
                decide(plans(1), speeds(1, 1, 1)).get(0).detours().get(0).spareVehiclesPerHour();
        now = now.plus(PERIOD);
        for (int i = 0; i < 30; i++) {
            decide(plans(2), speeds(3, 1, 1));
        }
        double beside =
                decide(plans(2), speeds(3, 1, 1)).get(0).detours().get(0).spareVehiclesPerHour();
        decide(List.of(), speeds(1, 1, 1));
        double after = decide(plans(1), speeds(1, 1, 1)).get(0).detours().get(0).spareVehiclesPerHour();

        assertThat(beside).isLessThan(before - 50);
        assertThat(after).isCloseTo(before, within(1e-6));
    }

    @Test
    void streetsThatAreFullTakeNoAdvisedTraffic() {
        DestinationGuidance ahead = decideFor(20, speeds(4, 2.1, 2.1));

        assertThat(ahead.verdict()).isEqualTo(Verdict.DETOURS_FULL);
        assertThat(share(ahead)).isZero();
    }

    @Test
    void countedFlowTakesRoomWhereSpeedDoesNotShowIt() {
        RoadPicture counted = new RoadPicture(
                speeds(4, 1, 1).build(),
                Optional.empty(),
                segment -> segment > 1 ? OptionalInt.of(1_700) : OptionalInt.of(2_000),
                none -> Optional.empty());
        desk.decide(plans(1), counted);

        assertThat(sign().destinations().get(0).verdict()).isEqualTo(Verdict.DETOURS_FULL);
    }

    @Test
    void littleDataAndOldDataAdviseNothing() {
        SegmentSpeeds.Builder few = SegmentSpeeds.builder(town.city().segments().size(), now);
        town.way(0, 0).segments().forEach(segment -> few.speed(segment, 5, Grade.B));
        DestinationGuidance unknown = desk.decide(plans(1), RoadPicture.of(few.build()))
                .find("v0")
                .orElseThrow()
                .destinations()
                .get(0);
        assertThat(unknown.verdict()).isEqualTo(Verdict.TOO_LITTLE_DATA);
        assertThat(unknown.hasData()).isTrue();
        assertThat(unknown.detours().get(0).measure().level()).isEmpty();

        adviseTheFirst();
        SegmentSpeeds old = speeds(2.5, 1, 1).build();
        now = now.plus(Duration.ofMinutes(4));
        desk.decide(plans(1), RoadPicture.of(old));
        assertThat(sign().advice()).isEmpty();
        assertThat(sign().hasData()).isFalse();
    }

    @Test
    void waitsAtSignalsCountBeyondWhatTheApproachHasLostAlready() {
        int approach = town.way(0, 0).segments().get(4);
        TurnDelays waits = TurnDelays.builder(town.city().segments().size(), now)
                .delay(approach, town.way(0, 0).segments().get(5), 40_000)
                .build();
        assertThat(mainUnder(speeds(1, 1, 1), waits).seconds().getAsDouble()).isCloseTo(295, within(0.1));
        // 30 s on empty streets, 60 s now: 10 s of the wait are not in the speed yet.
        SegmentSpeeds.Builder slow = speeds(1, 1, 1).speed(approach, 30, Grade.B);
        assertThat(mainUnder(slow, waits).seconds().getAsDouble()).isCloseTo(255 + 40, within(0.1));
        assertThat(mainUnder(slow, waits).freeFlowSeconds()).isCloseTo(255, within(0.1));
    }

    private WayMeasure mainUnder(SegmentSpeeds.Builder speeds, TurnDelays waits) {
        return desk.decide(
                        plans(1),
                        new RoadPicture(
                                speeds.build(),
                                Optional.of(waits),
                                none -> OptionalInt.empty(),
                                none -> Optional.empty()))
                .find("v0")
                .orElseThrow()
                .destinations()
                .get(0)
                .main();
    }

    @Test
    void theWorstStretchIsNamed() {
        SegmentSpeeds.Builder speeds = speeds(1, 1, 1);
        speeds.speed(town.way(0, 0).segments().get(6), 9, Grade.C);
        WayMeasure main = desk.decide(plans(1), RoadPicture.of(speeds.build()))
                .find("v0")
                .orElseThrow()
                .destinations()
                .get(0)
                .main();

        assertThat(main.worstLevel()).contains(CongestionLevel.SEVERE);
        assertThat(main.level()).contains(CongestionLevel.LIGHT);
        assertThat(main.worstStreet().orElseThrow().en()).isEqualTo("South Dagu Road");
        assertThat(main.grade()).as("three quarters are B").contains(Grade.B);
    }

    @Test
    void aPictureOfAnotherCityIsRefused() {
        RoadPicture other = RoadPicture.of(SegmentSpeeds.builder(3, now).build());

        assertThatIllegalArgumentException().isThrownBy(() -> desk.decide(plans(1), other));
        assertThat(desk.snapshot()).isEmpty();
    }

    private void adviseTheFirst() {
        for (int i = 0; i < 200 && (i == 0 || sign().advice().isEmpty()); i++) {
            decideFor(1, speeds(2.5, 1, 1));
        }
        assertThat(sign().advice()).isPresent();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private GuidanceDesk desk(GuidanceRules rules) {
        return new GuidanceDesk(town.city(), rules, clock(), 1);
    }

    private List<SignPlan> plans(int count) {
        return IntStream.range(0, count).mapToObj(town::plan).toList();
    }

    private SignGuidance sign() {
        return desk.snapshot().orElseThrow().find("v0").orElseThrow();
    }

    /** The sign's one destination after so many decisions half a minute apart. */
    private DestinationGuidance decideFor(int times, SegmentSpeeds.Builder speeds) {
        for (int i = 0; i < times; i++) {
            now = now.plus(PERIOD);
            SegmentSpeeds built = speeds.build();
            SegmentSpeeds.Builder fresh =
                    SegmentSpeeds.builder(town.city().segments().size(), now);
            for (int segment = 0; segment < built.segmentCount(); segment++) {
                fresh.speed(segment, built.getSpeedKmh(segment), Grade.B);
            }
            desk.decide(plans(1), RoadPicture.of(fresh.build()));
        }
        return sign().destinations().get(0);
    }

    private List<DestinationGuidance> decide(List<SignPlan> plans, SegmentSpeeds.Builder speeds) {
        now = now.plus(PERIOD);
        SegmentSpeeds built = speeds.build();
        SegmentSpeeds.Builder fresh =
                SegmentSpeeds.builder(town.city().segments().size(), now);
        for (int segment = 0; segment < built.segmentCount(); segment++) {
            fresh.speed(segment, built.getSpeedKmh(segment), Grade.B);
            if (built.isClosed(segment)) {
                fresh.close(segment);
            }
        }
        return desk.decide(plans, RoadPicture.of(fresh.build()))
                .find("v0")
                .map(SignGuidance::destinations)
                .orElse(List.of());
    }

    private SegmentSpeeds.Builder closed(SegmentSpeeds.Builder speeds, List<Integer> segments) {
        segments.forEach(speeds::close);
        return speeds;
    }

    /** Each way so many times slower than on empty streets. */
    private SegmentSpeeds.Builder speeds(double main, double first, double second) {
        return speedsOf(town, main, first, second);
    }

    private SegmentSpeeds.Builder speedsOf(ParallelWays ways, double... slower) {
        SegmentSpeeds.Builder speeds =
                SegmentSpeeds.builder(ways.city().segments().size(), now);
        ways.city().segments().forEach(segment -> speeds.speed(segment.index(), segment.speedLimitKmh(), Grade.B));
        for (int way = 0; way < slower.length; way++) {
            for (int segment : ways.way(0, way)
                    .segments()
                    .subList(1, ways.way(0, way).segments().size())) {
                speeds.speed(segment, ways.city().segments().get(segment).speedLimitKmh() / slower[way], Grade.B);
            }
        }
        return speeds;
    }

    private static double share(DestinationGuidance ahead) {
        return ahead.detours().stream()
                .mapToDouble(DestinationGuidance.Detour::share)
                .sum();
    }
}
