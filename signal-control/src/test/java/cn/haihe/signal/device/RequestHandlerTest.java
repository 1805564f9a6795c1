package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.CenterControl;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a simulated controller answers, without a line. */
class RequestHandlerTest {
    private static final SignalJunction JUNCTION = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final DeviceConfig config = DeviceConfig.of(7, 1, JUNCTION, DeviceLink.udp("localhost", 20999));
    private final Cabinet cabinet = new Cabinet(config, NOW);
    private final RequestHandler handler = new RequestHandler(config, cabinet, new Random(1));

    @Test
    void aSafePlanIsStoredAndReadBack() {
        PlanObject plan = plan(5, 40);
        assertThat(set(plan).type()).isEqualTo(FrameType.SET_REPLY);
        Frame reply = answer(FrameType.QUERY, PlanObject.query(5));
        assertThat(PlanObject.find(5, new ValueMap(reply.values()), ChainOrder.BACKWARD))
                .contains(plan);
    }

    @Test
    void theActionsOfADayPlanAreKeptAsTheyCameAlsoThroughAPowerFailure() {
        byte[] chain = new byte[96];
        new Random(11).nextBytes(chain);
        List<DataValue> values =
                new ValueList().bytes(Item.DAY_PLAN_ACTIONS_8, 4, chain).list();
        assertThat(answer(FrameType.SET, values).type()).isEqualTo(FrameType.SET_REPLY);
        assertThat(actions(Item.DAY_PLAN_ACTIONS_8)).isEqualTo(chain);
        cabinet.powerUp();
        assertThat(actions(Item.DAY_PLAN_ACTIONS_8)).isEqualTo(chain);
        assertThat(actions(Item.DAY_PLAN_ACTIONS_7)).isEqualTo(new byte[96]);

        // With one bad value of a frame none is set.
        List<DataValue> withBadRoad = new ValueList()
                .bytes(Item.DAY_PLAN_ACTIONS_7, 4, chain)
                .number(Item.DAY_PLAN_ROAD, 4, 9)
                .list();
        assertThat(answer(FrameType.SET, withBadRoad).type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(actions(Item.DAY_PLAN_ACTIONS_7)).isEqualTo(new byte[96]);
    }

    private byte[] actions(Item chain) {
        return answer(FrameType.QUERY, new ValueList().ask(chain, 4).list())
                .values()
                .get(0)
                .value();
    }

    /** Of what is for all only the time is taken, and nobody answers. */
    @Test
    void aBroadcastSetsTheClockAndNothingElse() {
        long all = config.profile().broadcastId();
        byte[] time = WireTime.encode(LocalDateTime.of(2026, 11, 23, 4, 5, 6));
        List<DataValue> clock =
                new ValueList().bytes(Item.STANDARD_TIME, 0, time).list();
        assertThat(broadcast(8, clock)).isEmpty();
        assertThat(cabinet.time().local()).isNotEqualTo(LocalDateTime.of(2026, 11, 23, 4, 5, 6));
        assertThat(broadcast(all, clock)).isEmpty();
        assertThat(cabinet.time().local()).isEqualTo(LocalDateTime.of(2026, 11, 23, 4, 5, 6));
        assertThat(broadcast(all, CenterControl.mode(1, RunMode.FLASH))).isEmpty();
        assertThat(broadcast(all, plan(5, 40).toValues(ChainOrder.BACKWARD))).isEmpty();
        assertThat(broadcast(all, List.of())).isEmpty();
        assertThat(cabinet.mode()).isNotEqualTo(RunMode.FLASH);
        assertThat(cabinet.findPlan(5)).isEmpty();
    }

    private Optional<Frame> broadcast(long controllerId, List<DataValue> values) {
        return handler.answer(Frame.of(0x0100, 5, controllerId, 0, 9, FrameType.BROADCAST, values));
    }

    @Test
    void eachFaultOfAPlanHasItsCode() {
        PlanObject safe = plan(5, 40);
        assertRefused(withCycle(safe, safe.cycleSeconds() + 1), Item.PLAN_CYCLE, ErrorCode.WRONG_VALUE);
        assertRefused(withCycle(safe, 4000), Item.PLAN_CYCLE, ErrorCode.OUT_OF_RANGE);
        assertRefused(plan(5, 10), Item.PLAN_STAGE_SECONDS, ErrorCode.GENERAL);
        assertRefused(
                new PlanObject(5, 1, safe.cycleSeconds(), 0, (int) safe.cycleSeconds(), safe.entries()),
                Item.PLAN_OFFSET,
                ErrorCode.OUT_OF_RANGE);
        assertRefused(
                new PlanObject(5, 1, 50, 0, 0, List.of(new PlanObject.Entry(60, 50, PlanObject.Entry.FIXED))),
                Item.PLAN_STAGES,
                ErrorCode.WRONG_VALUE);
        assertRefused(
                new PlanObject(5, 2, safe.cycleSeconds(), 0, 0, safe.entries()), Item.PLAN_ROAD, ErrorCode.WRONG_VALUE);
        assertThat(cabinet.findPlan(5)).isEmpty();
    }

    @Test
    void sizesRightsAndPlacesAreChecked() {
        assertError(Item.PLAN_CYCLE.at(5), new byte[2], ErrorCode.WRONG_LENGTH);
        assertError(Item.RUN_PLAN.at(1), new byte[] {3}, ErrorCode.READ_ONLY);
        assertError(new Address(17, 2, 1, 1), new byte[] {3}, ErrorCode.NO_SUCH_OBJECT);
        assertError(Item.CONTROL_PLAN.at(2), new byte[] {1}, ErrorCode.NO_SUCH_OBJECT);
        assertError(Item.CONTROL_PLAN.at(1), new byte[] {77}, ErrorCode.CONTROL_FAILED);
        assertError(Item.CONTROL_MODE.at(1), new byte[] {0x7F}, ErrorCode.WRONG_VALUE);
        Frame unknown = answer(FrameType.QUERY, List.of(DataValue.query(1, new Address(17, 2, 1, 1))));
        assertThat(unknown.type()).isEqualTo(FrameType.QUERY_ERROR);
        assertThat(unknown.values().get(0).number()).isEqualTo(ErrorCode.NO_SUCH_OBJECT.code());
    }

    @Test
    void aHalfBadSetChangesNothing() {
        PlanObject safe = plan(5, 40);
        List<DataValue> values = new ArrayList<>(safe.toValues(ChainOrder.BACKWARD));
        values.add(new DataValue(8, Item.RUN_PLAN.at(1), new byte[] {1}));
        assertThat(answer(FrameType.SET, values).type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(cabinet.findPlan(5)).isEmpty();
    }

    @Test
    void oneUnsafePlanKeepsTheOthersOfItsFrameOut() {
        List<DataValue> values = new ArrayList<>(plan(5, 40).toValues(ChainOrder.BACKWARD));
        values.addAll(plan(6, 10).toValues(ChainOrder.BACKWARD));
        values.add(new DataValue(15, Item.PHASE_PROHIBIT.at(1), new byte[] {1}));
        assertThat(answer(FrameType.SET, values).type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(cabinet.findPlan(5)).isEmpty();
        assertThat(cabinet.restrictions().prohibitedPhases()).isZero();
    }

    @Test
    void conflictsAndClearancesAreToldAsTheJunctionHasThem() {
        Frame reply = answer(
                FrameType.QUERY,
                new ValueList()
                        .ask(Item.CONFLICT_PHASES, 1)
                        .ask(Item.INTERGREEN_CHAIN, 1)
                        .ask(Item.PHASE_COUNT, 0)
                        .list());
        ValueMap values = new ValueMap(reply.values());
        assertThat(BigEndian.number(values.find(Item.CONFLICT_PHASES, 1).orElseThrow()))
                .isEqualTo(JUNCTION.conflicts().of(1).bits());
        assertThat(values.findInt(Item.PHASE_COUNT, 0))
                .contains(JUNCTION.phases().size());
        byte[] chain = values.find(Item.INTERGREEN_CHAIN, 1).orElseThrow();
        JUNCTION.phases()
                .forEach(phase -> assertThat((int) chain[64 - phase.number()])
                        .isEqualTo(JUNCTION.intergreens().seconds(1, phase.number())));
    }

    @Test
    void flashAllRedAndAHeldStageAreCommanded() {
        assertThat(control(RunMode.FLASH, 0, 0).type()).isEqualTo(FrameType.SET_REPLY);
        assertThat(cabinet.mode()).isEqualTo(RunMode.FLASH);
        assertThat(cabinet.stage()).isZero();
        control(RunMode.CENTER_MANUAL, 0, 2);
        live(60);
        assertThat(cabinet.stage()).isEqualTo(2);
        live(600);
        assertThat(cabinet.stage()).isEqualTo(2);
        control(RunMode.ALL_RED, 0, 0);
        live(60);
        assertThat(cabinet.stage()).isZero();
        control(RunMode.CENTER, 1, 0);
        live(60);
        assertThat(cabinet.plan()).isEqualTo(1);
        assertThat(cabinet.violations()).isZero();
    }

    /** Everything that has a name can be read, in the size that it should have. */
    @Test
    void everyItemOfTheStandardIsServed() {
        cabinet.command(RunMode.CENTER, 1, 0);
        cabinet.sense(CabinetSensors.USUAL.withDoor(true));
        cabinet.failLamp(1, Optional.of(LampFailure.GREEN_OUT));
        for (Item item : Item.values()) {
            Frame scalar = answer(FrameType.QUERY, new ValueList().ask(item, 0).list());
            Frame row = answer(FrameType.QUERY, new ValueList().ask(item, 1).list());
            List<Frame> good = Stream.of(scalar, row)
                    .filter(reply -> reply.type() == FrameType.QUERY_REPLY)
                    .toList();
            assertThat(good).as(item.name()).hasSize(1);
            if (item.hasFixedSize()) {
                assertThat(good.get(0).values().get(0).value()).as(item.name()).hasSize(item.bytes());
            }
        }
    }

    @Test
    void theStepsOfAPhaseAreThoseThatItShows() {
        Frame reply = answer(
                FrameType.QUERY,
                new ValueList()
                        .ask(Item.PHASE_LOSING_STATE_1, 1)
                        .ask(Item.PHASE_LOSING_SECONDS_2, 1)
                        .ask(Item.PHASE_POWER_ON_GAINING_STATE_1, 1)
                        .ask(Item.PHASE_POWER_ON_GAINING_SECONDS_1, 1)
                        .list());
        ValueMap values = new ValueMap(reply.values());
        assertThat(values.findInt(Item.PHASE_LOSING_STATE_1, 1)).contains(LampState.GREEN_FLASH.code());
        assertThat(values.findInt(Item.PHASE_LOSING_SECONDS_2, 1))
                .contains(JUNCTION.getPhase(1).amberSeconds());
        assertThat(values.findInt(Item.PHASE_POWER_ON_GAINING_STATE_1, 1)).contains(LampState.YELLOW_FLASH.code());
        assertThat(values.findInt(Item.PHASE_POWER_ON_GAINING_SECONDS_1, 1))
                .contains(PhaseSteps.POWER_ON_FLASH_SECONDS);
    }

    @Test
    void badRowsOfTheCalendarAreRefused() {
        assertDayPlan(Item.DAY_PLAN_PLANS, new DayPlanObject.Period(0, 99, RunMode.LOCAL_FIXED.code()));
        assertDayPlan(Item.DAY_PLAN_PLANS, new DayPlanObject.Period(0, 1, RunMode.FLASH.code()));
        assertDayPlan(Item.DAY_PLAN_MODES, new DayPlanObject.Period(0, 1, RunMode.CENTER.code()));
        assertDayPlan(Item.DAY_PLAN_STARTS, new DayPlanObject.Period(0x1900, 1, RunMode.LOCAL_FIXED.code()));
        DayPlanObject.Period noon = new DayPlanObject.Period(0x0C00, 1, RunMode.LOCAL_FIXED.code());
        assertDayPlan(Item.DAY_PLAN_STARTS, noon, noon);
        Frame schedule = answer(FrameType.SET, new ScheduleObject(1, 1, 1, 0x7F, 0x1FFE, 1, 44).toValues());
        assertThat(schedule.values().get(0).address()).isEqualTo(Item.SCHEDULE_DAY_PLAN.at(1));
        assertThat(schedule.values().get(0).number()).isEqualTo(ErrorCode.WRONG_VALUE.code());
        assertThat(cabinet.memory().dayPlanCount()).isZero();
    }

    private void assertDayPlan(Item wrong, DayPlanObject.Period... periods) {
        Frame reply = answer(FrameType.SET, new DayPlanObject(3, 1, List.of(periods)).toValues(ChainOrder.BACKWARD));
        assertThat(reply.type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(reply.values()).singleElement().satisfies(error -> {
            assertThat(error.address()).isEqualTo(wrong.at(3));
            assertThat(error.number()).isEqualTo(ErrorCode.WRONG_VALUE.code());
        });
    }

    @Test
    void commandsOfClassEighteenComeInOneByteOrSixteen() {
        set18(new byte[] {1});
        assertThat(cabinet.mode()).isEqualTo(RunMode.FLASH);
        set18(new byte[] {0});
        assertThat(cabinet.mode()).isEqualTo(RunMode.LOCAL_FIXED);
        byte[] allRedForRoadOne = new byte[16];
        allRedForRoadOne[15] = 2;
        set18(allRedForRoadOne);
        assertThat(cabinet.mode()).isEqualTo(RunMode.ALL_RED);
        byte[] darkForRoadTwo = new byte[16];
        darkForRoadTwo[14] = 4;
        set18(darkForRoadTwo);
        assertThat(cabinet.mode()).isEqualTo(RunMode.LOCAL_FIXED);
        set18(new byte[] {4});
        assertThat(cabinet.mode()).isEqualTo(RunMode.ALL_OFF);
        set18(new byte[] {3});
        assertThat(cabinet.mode()).isEqualTo(RunMode.LOCAL_FIXED);
        assertError(Item.COMMAND.at(0), new byte[] {9}, ErrorCode.WRONG_VALUE);
        assertError(Item.COMMAND.at(0), new byte[2], ErrorCode.WRONG_LENGTH);
        set18(new byte[] {5});
        assertThat(cabinet.takeRestart()).isTrue();
    }

    private void set18(byte[] value) {
        Frame reply = answer(FrameType.SET, List.of(new DataValue(1, Item.COMMAND.at(0), value)));
        assertThat(reply.type()).isEqualTo(FrameType.SET_REPLY);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertError(Item.DETECTOR_FLOW_PERIOD.at(1), new byte[] {0, 0}, ErrorCode.OUT_OF_RANGE);
        assertError(Item.DETECTOR_FLOW_PERIOD.at(63), new byte[] {0, 9}, ErrorCode.NO_SUCH_OBJECT);
        assertError(Item.STAGE_PROHIBIT.at(60), new byte[] {1}, ErrorCode.NO_SUCH_OBJECT);
        assertError(Item.PHASE_PROHIBIT.at(1), new byte[] {7}, ErrorCode.OUT_OF_RANGE);
        assertError(Item.EMERGENCY_STAGE.at(1), new byte[] {60}, ErrorCode.WRONG_VALUE);
        assertError(Item.STANDARD_TIME.at(0), new byte[] {7, 1, 13, 40, 0, 0, 0}, ErrorCode.WRONG_VALUE);
        assertError(Item.INTERGREEN_CHAIN.at(1), new byte[64], ErrorCode.READ_ONLY);
    }

    /** Power fails at any place in a set of two plans: each is whole or not there at all. */
    @Test
    void aRebootInMidSetStoresWholeRowsOrNone() {
        Set<Integer> kept = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Cabinet other = new Cabinet(config.with(DeviceFaults.NONE.withReboots(1)), NOW);
            RequestHandler failing =
                    new RequestHandler(config.with(DeviceFaults.NONE.withReboots(1)), other, new Random(seed));
            List<DataValue> values = new ArrayList<>(plan(5, 40).toValues(ChainOrder.BACKWARD));
            values.addAll(plan(6, 45).toValues(ChainOrder.BACKWARD));
            assertThat(failing.answer(Frame.of(0x0100, 5, 7, 1, 9, FrameType.SET, values)))
                    .isEmpty();
            assertThat(other.takeRestart()).isTrue();
            other.findPlan(5).ifPresent(plan -> assertThat(plan).isEqualTo(plan(5, 40)));
            other.findPlan(6).ifPresent(plan -> assertThat(plan).isEqualTo(plan(6, 45)));
            kept.add(other.memory().planCount() - 1);
        }
        assertThat(kept).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aLiarAcknowledgesAndStoresNothingOrAnother() {
        for (DeviceFaults faults : List.of(DeviceFaults.LIAR, DeviceFaults.SUBSTITUTER)) {
            Cabinet other = new Cabinet(config.with(faults), NOW);
            RequestHandler lying = new RequestHandler(config.with(faults), other, new Random(1));
            Frame reply = lying.answer(Frame.of(
                            0x0100, 5, 7, 1, 9, FrameType.SET, plan(5, 40).toValues(ChainOrder.BACKWARD)))
                    .orElseThrow();
            assertThat(reply.type()).isEqualTo(FrameType.SET_REPLY);
            assertThat(other.findPlan(5)).isNotEqualTo(Optional.of(plan(5, 40)));
            assertThat(other.findPlan(5).isPresent()).isEqualTo(faults == DeviceFaults.SUBSTITUTER);
        }
    }

    private long lived;

    private void live(int seconds) {
        for (int i = 0; i < seconds; i++) {
            cabinet.advanceTo(NOW.plusSeconds(++lived));
        }
    }

    private Frame control(RunMode mode, int plan, int stage) {
        return answer(FrameType.SET, CenterControl.all(1, stage, plan, mode));
    }

    private Frame set(PlanObject plan) {
        return answer(FrameType.SET, plan.toValues(ChainOrder.BACKWARD));
    }

    private void assertRefused(PlanObject plan, Item item, ErrorCode code) {
        Frame reply = set(plan);
        assertThat(reply.type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(reply.values()).singleElement().satisfies(error -> {
            assertThat(error.address()).isEqualTo(item.at(plan.number()));
            assertThat(error.number()).isEqualTo(code.code());
        });
    }

    private void assertError(Address address, byte[] value, ErrorCode code) {
        Frame reply = answer(FrameType.SET, List.of(new DataValue(1, address, value)));
        assertThat(reply.type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(reply.values().get(0).number()).isEqualTo(code.code());
    }

    private Frame answer(FrameType type, List<DataValue> values) {
        return handler.answer(Frame.of(0x0100, 5, 7, 1, 9, type, values)).orElseThrow();
    }

    private static PlanObject plan(int number, int stageSeconds) {
        List<PlanObject.Entry> entries = JUNCTION.stages().stream()
                .map(stage -> new PlanObject.Entry(stage.number(), stageSeconds, PlanObject.Entry.FIXED))
                .toList();
        return new PlanObject(number, 1, (long) stageSeconds * entries.size(), 0, 0, entries);
    }

    private static PlanObject withCycle(PlanObject plan, long cycle) {
        return new PlanObject(plan.number(), plan.road(), cycle, 0, plan.offsetSeconds(), plan.entries());
    }
}
