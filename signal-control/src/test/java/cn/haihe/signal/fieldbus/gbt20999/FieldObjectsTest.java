package cn.haihe.signal.fieldbus.gbt20999;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ClockReading;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.DeviceStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageState;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.TrafficData;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.TimetableVerdict;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of the classes 5, 6, 11, 12, 13 and 14 through the bus, and sets that a controller takes in part. */
class FieldObjectsTest {
    private static final long CONTROLLER = 7;
    private static final ZoneId STREET = ZoneId.of("Asia/Shanghai");

    private Street street;
    private ObjectStore device;

    @BeforeEach
    void open() {
        street = new Street(Street.quick(), BusLimits.DEFAULT);
        device = new ObjectStore(street.vertx);
        street.register("j1", CONTROLLER, LinkKind.UDP, device.port());
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void detectorsAreReadWithWhatEachOfThemTells() {
        device.hold(new DetectorData(2, true, Optional.of(30), Optional.of(1), Optional.of(45)).toValues());
        device.hold(new TrafficData(2, 12, 40, 33).toValues());
        device.hold(new TrafficData(3, 0, 0, 0).toValues());

        List<DetectorReading> readings = done(street.bus.readDetectors("j1", Set.of(2, 3, 4)));
        assertThat(readings).extracting(DetectorReading::detector).containsExactly(2, 3);
        assertThat(readings.get(0))
                .returns(true, DetectorReading::occupied)
                .returns(Optional.of(45), DetectorReading::queueMetres)
                .returns(Optional.of(12), DetectorReading::flowVehicles)
                .returns(Optional.of(40.0), DetectorReading::occupancyPercent)
                .returns(Optional.of(33.0), DetectorReading::speedKmh);
        assertThat(readings.get(1))
                .returns(Optional.of(0), DetectorReading::flowVehicles)
                .returns(Optional.empty(), DetectorReading::queueMetres)
                .returns(Optional.empty(), DetectorReading::speedKmh);
    }

    @Test
    void sixtyFourDetectorsNeedSeveralFramesAndAllAreRead() {
        IntStream.rangeClosed(1, 64).forEach(detector -> {
            device.hold(
                    new DetectorData(detector, detector % 2 == 0, Optional.empty(), Optional.empty(), Optional.of(1))
                            .toValues());
            device.hold(new TrafficData(detector, detector, 1, 50).toValues());
        });
        Set<Integer> all = IntStream.rangeClosed(1, 64).boxed().collect(Collectors.toSet());
        List<DetectorReading> readings = done(street.bus.readDetectors("j1", all));
        assertThat(readings)
                .hasSize(64)
                .allMatch(reading -> reading.flowVehicles().equals(Optional.of(reading.detector())));
        assertThat(device.requests).hasSizeGreaterThan(1);
    }

    @Test
    void detectorsThatReportReachTheListeners() {
        List<DetectorReading> heard = new CopyOnWriteArrayList<>();
        street.bus.listen(new FieldListener() {
            @Override
            public void status(FieldStatus status) {}

            @Override
            public void detectors(List<DetectorReading> readings) {
                heard.addAll(readings);
            }
        });
        List<DataValue> values =
                new DetectorData(5, true, Optional.empty(), Optional.empty(), Optional.empty()).toValues();
        device.send(Frame.of(0x0100, 5, CONTROLLER, 0, 9, FrameType.TRAP, values), street.bus.port());
        Street.until(() -> heard.size() == 1, "presence is heard");
        device.send(
                Frame.of(0x0100, 5, CONTROLLER, 1, 10, FrameType.TRAP, new TrafficData(5, 7, 20, 41).toValues()),
                street.bus.port());
        Street.until(() -> heard.size() == 2, "counts are heard");
        assertThat(heard.get(0)).returns(true, DetectorReading::occupied);
        assertThat(heard.get(1))
                .returns("j1", DetectorReading::junctionId)
                .returns(true, DetectorReading::occupied)
                .returns(Optional.of(7), DetectorReading::flowVehicles);
    }

    @Test
    void aStageTellsHowFarItIs() {
        device.hold(new StageStatus(3, StageState.TRANSITION.code(), 21, 4).toValues());
        assertThat(done(street.bus.readStage("j1", 3)))
                .returns(StageProgress.State.TRANSITION, StageProgress::state)
                .returns(21.0, StageProgress::elapsedSeconds)
                .returns(4.0, StageProgress::remainingSeconds);
        assertThat((Outcome<?>) Street.await(street.bus.readStage("j1", 4))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void theClockIsReadAndSet() {
        Instant wrong = Instant.now().minus(Duration.ofMinutes(7));
        device.held.put(Item.STANDARD_TIME.at(0), WireTime.encode(LocalDateTime.ofInstant(wrong, STREET)));
        ClockReading before = done(street.bus.readClock("j1"));
        assertThat(before.ahead()).isBetween(Duration.ofSeconds(-480), Duration.ofSeconds(-419));
        done(street.bus.setClock("j1"));
        assertThat(done(street.bus.readClock("j1")).ahead().abs()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aClockWhoseSetWasNotAnsweredIsJudgedByWhatItShows() {
        device.acknowledges = set -> null;
        done(street.bus.setClock("j1"));
    }

    @Test
    void theCabinetTellsHowItIs() {
        device.hold(new DeviceStatus(
                        Optional.of(0b101L),
                        Optional.of(0L),
                        Optional.of(true),
                        Optional.of(221),
                        Optional.of(4),
                        Optional.of(-12),
                        Optional.empty(),
                        Optional.of(false),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty())
                .toValues());
        assertThat(done(street.bus.readHealth("j1")))
                .returns(Optional.of(Set.of(1, 3)), CabinetHealth::detectorsAtFault)
                .returns(Optional.of(Set.of()), CabinetHealth::modulesAtFault)
                .returns(Optional.of(true), CabinetHealth::doorOpen)
                .returns(Optional.of(221.0), CabinetHealth::volts)
                .returns(Optional.of(-12), CabinetHealth::celsius)
                .returns(Optional.empty(), CabinetHealth::humidityPercent)
                .returns(Optional.of(true), CabinetHealth::smoke)
                .returns(Optional.empty(), CabinetHealth::deviceTime);
    }

    @Test
    void whatAControllerDoesNotHaveIsNotAtFaultWhereASetBitMeansInOrder() {
        inOrderBySetBits();
        device.hold(bits(0b0011L, 0b111L));
        for (int detector = 1; detector <= 3; detector++) {
            device.hold(new ValueList().number(Item.DETECTOR_TYPE, detector, 1).list());
        }
        device.hold(new ValueList().number(Item.DETECTOR_TYPE, 4, 0).list());
        assertThat(done(street.bus.readHealth("j1")))
                .returns(Optional.of(Set.of(3)), CabinetHealth::detectorsAtFault)
                .returns(Optional.of(Set.of()), CabinetHealth::modulesAtFault);

        device.hold(bits(0b0111L, 0b101L));
        assertThat(done(street.bus.readHealth("j1")))
                .returns(Optional.of(Set.of()), CabinetHealth::detectorsAtFault)
                .returns(Optional.of(Set.of(2)), CabinetHealth::modulesAtFault);
    }

    private static List<DataValue> bits(long detectors, long modules) {
        return new ValueList()
                .number(Item.DETECTOR_STATUS, 0, detectors)
                .number(Item.MODULE_STATUS, 0, modules)
                .list();
    }

    private void inOrderBySetBits() {
        WireProfile wire = Street.quick().wire();
        WireUnits units = new WireUnits(1, 1, 1, 1, 1, 1, 1, false, false);
        street.bus.register(
                street.bus.findBinding("j1").orElseThrow(), Street.quick().with(wire.with(units, wire.calendar())));
    }

    @Test
    void theTimetableOfAJunctionIsReadAndThatOfAnotherRoadIsNot() {
        device.hold(new DayPlanObject(
                        2,
                        1,
                        List.of(
                                new DayPlanObject.Period(0, 0, RunMode.FLASH.code()),
                                new DayPlanObject.Period(0x061E, 3, RunMode.LOCAL_COORDINATED.code())))
                .toValues(ChainOrder.BACKWARD));
        device.hold(new DayPlanObject(3, 2, List.of(new DayPlanObject.Period(0, 9, RunMode.LOCAL_FIXED.code())))
                .toValues(ChainOrder.BACKWARD));
        device.hold(new ScheduleObject(5, 1, 4, 0x3E, 0x1FFE, 0x7FFFFFFF, 2).toValues());
        device.hold(new ScheduleObject(6, 2, 4, 0x3E, 0x1FFE, 0x7FFFFFFF, 3).toValues());

        Timetable held = done(street.bus.readBackTimetable("j1"));
        assertThat(held.dayPlans())
                .containsExactly(new DayPlan(
                        2,
                        List.of(
                                new DayPlan.Period(LocalTime.MIDNIGHT, PeriodMode.FLASH, 0),
                                new DayPlan.Period(LocalTime.of(6, 30), PeriodMode.COORDINATED, 3))));
        assertThat(held.schedules())
                .containsExactly(new Schedule(
                        5,
                        4,
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        EnumSet.allOf(Month.class),
                        IntStream.rangeClosed(1, 31).boxed().collect(Collectors.toSet()),
                        2));
    }

    @Test
    void aTimetableIsLoadedAndRowsThatItDoesNotNameAreTakenOut() {
        device.hold(new ScheduleObject(9, 1, 4, 0x3E, 0x1FFE, 0x7FFFFFFF, 2).toValues());
        device.hold(new ScheduleObject(8, 2, 4, 0x3E, 0x1FFE, 0x7FFFFFFF, 3).toValues());
        Timetable wanted = new Timetable(
                List.of(new DayPlan(1, List.of(new DayPlan.Period(LocalTime.MIDNIGHT, PeriodMode.FIXED, 3)))),
                List.of(everyDay(1, 1)));
        done(street.bus.load(verified(wanted)));
        assertThat(done(street.bus.readBackTimetable("j1"))).isEqualTo(wanted.effective());
        assertThat(device.held.get(Item.SCHEDULE_DAY_PLAN.at(8))).containsExactly(3);

        Timetable takesAnothersRow = new Timetable(wanted.dayPlans(), List.of(everyDay(8, 1)));
        assertThat((Outcome<?>) Street.await(street.bus.load(verified(takesAnothersRow))))
                .isEqualTo(new Outcome.Refused<>("schedule 8 belongs to road 2"));
    }

    @Test
    void aTimetableIsNotLoadedWhereTheControllerLeavesOutWhoseARowIs() {
        VerifiedTimetable wanted = verified(new Timetable(
                List.of(new DayPlan(1, List.of(new DayPlan.Period(LocalTime.MIDNIGHT, PeriodMode.FIXED, 3)))),
                List.of(everyDay(1, 1))));
        device.hold(new DayPlanObject(1, 2, List.of(new DayPlanObject.Period(0, 9, RunMode.LOCAL_FIXED.code())))
                .toValues(ChainOrder.BACKWARD));
        device.hold(new ScheduleObject(1, 2, 4, 0x3E, 0x1FFE, 0x7FFFFFFF, 3).toValues());
        for (Item whose : List.of(Item.DAY_PLAN_ROAD, Item.SCHEDULE_ROAD)) {
            device.leavesOut = whose.at(1)::equals;
            assertThat((Outcome<?>) Street.await(street.bus.load(wanted)))
                    .as("without " + whose)
                    .isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.UNINTELLIGIBLE));
        }
        assertThat(device.requests).noneMatch(request -> request.type() == FrameType.SET);
    }

    private VerifiedTimetable verified(Timetable timetable) {
        var verdict = new SafetyVerifier(Limits.DEFAULT).verify(street.junction, Set.of(3), timetable);
        return ((TimetableVerdict.Safe) verdict).timetable();
    }

    private static Schedule everyDay(int number, int dayPlan) {
        return new Schedule(
                number,
                4,
                EnumSet.allOf(DayOfWeek.class),
                EnumSet.allOf(Month.class),
                IntStream.rangeClosed(1, 31).boxed().collect(Collectors.toSet()),
                dayPlan);
    }

    @Test
    void besideOtherRoadsAPlanIsLoadedOnlyWhereItsRowIsKnownToBeNobodyElses() {
        street.bus.register(new ControllerBinding(
                "beside", CONTROLLER, 2, LinkKind.UDP, Optional.of(new Endpoint(Street.HOST, device.port()))));
        Street.until(() -> street.bus.findBinding("beside").isPresent(), "it has a road beside");
        VerifiedPlan plan = street.plan(3);
        device.leavesOut = Item.PLAN_ROAD.at(3)::equals;
        assertThat((Outcome<?>) Street.await(street.bus.load(plan)))
                .isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.UNINTELLIGIBLE));
        device.silent = true;
        assertThat((Outcome<?>) Street.await(street.bus.load(plan))).isInstanceOf(Outcome.Unconfirmed.class);
        device.silent = false;
        device.leavesOut = address -> false;
        device.hold(new ValueList().number(Item.PLAN_ROAD, 3, 2).list());
        assertThat((Outcome<?>) Street.await(street.bus.load(plan)))
                .isEqualTo(new Outcome.Refused<>("plan 3 of this controller is one of its road 2"));
        assertThat(device.requests).noneMatch(request -> request.type() == FrameType.SET);
        device.held.clear();
        done(street.bus.load(plan));
        done(street.bus.load(plan));
    }

    @Test
    void aSetOfWhichOneValueIsRefusedIsRefusedAndTellsWhatElseIsHeld() {
        VerifiedPlan plan = street.plan(3);
        device.refuses = address -> address.equals(Item.PLAN_OFFSET.at(3));
        assertThat((Outcome<?>) Street.await(street.bus.load(plan)))
                .isEqualTo(new Outcome.Refused<>("9.2.5.3: NO_SUCH_OBJECT (0x30); of the other 6 values it holds 6"));
    }

    @Test
    void whatAnAnswerDoesNotConfirmIsAskedFor() {
        VerifiedPlan plan = street.plan(3);
        device.acknowledges = set -> set.answer(
                FrameType.SET_REPLY,
                List.of(DataValue.query(1, set.values().get(0).address())));
        done(street.bus.load(plan));
        assertThat(device.requests.get(1).type()).isEqualTo(FrameType.QUERY);
        assertThat(device.requests.get(1).values()).hasSize(6);
        assertThat(done(street.bus.readBack("j1", 3))).isEqualTo(plan.plan());
    }

    @Test
    void aSetWithoutAnAnswerIsJudgedByWhatTheControllerHolds() {
        device.acknowledges = set -> null;
        done(street.bus.load(street.plan(3)));
        device.held.clear();
        device.refuses = address -> true;
        device.namesOneError = true;
        assertThat((Outcome<?>) Street.await(street.bus.load(street.plan(3)))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aControllerThatNamesOneErrorAtATimeIsReadToTheEnd() {
        device.namesOneError = true;
        device.hold(new TrafficData(9, 3, 3, 3).toValues());
        assertThat(done(street.bus.readDetectors("j1", Set.of(8, 9)))).hasSize(1);
    }

    @Test
    void whatDoesNotFitOneFrameGoesInSeveralAndIsWhole() {
        street.bus.register(
                street.bus.findBinding("j1").orElseThrow(),
                Street.quick().with(Street.quick().wire().withLargestSent(512)));
        Timetable held = done(street.bus.readBackTimetable("j1"));
        assertThat(held.schedules()).isEmpty();
        assertThat(device.requests).allMatch(request -> request.values().size() < 80);
        TimingPlan plan = street.plan(4).plan();
        done(street.bus.load(street.plan(4)));
        assertThat(done(street.bus.readBack("j1", 4))).isEqualTo(plan);
    }

    @Test
    void aJunctionThatIsNotRegisteredIsUnknown() {
        assertThat((Outcome<?>) Street.await(street.bus.readHealth("elsewhere")))
                .isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.UNKNOWN_JUNCTION));
    }

    private static <T> T done(Future<Outcome<T>> future) {
        Outcome<T> outcome = Street.await(future);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
