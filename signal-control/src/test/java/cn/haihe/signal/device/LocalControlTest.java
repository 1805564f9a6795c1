package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a controller runs by itself. It is 17:00 on a Sunday when it is powered up. */
class LocalControlTest {
    private static final SignalJunction JUNCTION = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
    private static final CalendarCoding CALENDAR = CalendarCoding.DEFAULT;
    private static final int ALL_WEEK = 0x7F;
    private static final int SUNDAY = 0x01;
    private static final int ALL_YEAR = 0x1FFE;
    private static final long ALL_DAYS = 0x7FFFFFFFL;
    private static final int STAGES = JUNCTION.stages().size();

    private final TestCabinet device = new TestCabinet(JUNCTION);

    @AfterEach
    void nothingWasUnsafe() {
        device.assertSafe();
    }

    @Test
    void itRunsWhatItsTimetableWantsAtItsClocksTime() {
        device.cabinet.store(TestCabinet.plan(JUNCTION, 2, 40, 0));
        device.cabinet.store(TestCabinet.plan(JUNCTION, 3, 50, 0));
        dayPlan(1, period(0, 0, 2, RunMode.LOCAL_COORDINATED), period(17, 30, 3, RunMode.LOCAL_ACTUATED), flash(23, 0));
        dayPlan(2, period(0, 0, 3, RunMode.LOCAL_FIXED));
        schedule(1, 5, ALL_WEEK, 1);
        schedule(2, 3, SUNDAY, 2);
        device.live(300);
        assertRuns(RunMode.LOCAL_COORDINATED, 2);
        device.live(1800);
        assertRuns(RunMode.LOCAL_ACTUATED, 3);
        device.live(4 * 3600 + 1800);
        device.live(3600);
        assertThat(device.cabinet.mode()).isEqualTo(RunMode.FLASH);
        device.live(3600);
        assertRuns(RunMode.LOCAL_COORDINATED, 2);
        schedule(2, 9, ALL_WEEK, 2);
        device.live(300);
        assertRuns(RunMode.LOCAL_FIXED, 3);
    }

    @Test
    void aLostCentreIsFollowedByTheTimetableAndBackWithoutAJump() {
        device.cabinet.store(TestCabinet.plan(JUNCTION, 2, 40, 0));
        device.cabinet.store(TestCabinet.plan(JUNCTION, 3, 50, 7));
        dayPlan(1, period(0, 0, 2, RunMode.LOCAL_COORDINATED));
        schedule(1, 5, ALL_WEEK, 1);
        device.live(300);
        device.cabinet.command(RunMode.CENTER, 3, 0);
        device.live(500);
        assertRuns(RunMode.CENTER, 3);
        for (int second = 0; second < 100; second++) {
            List<Integer> order = stagesOver(second, device.cabinet::loseCentre);
            assertRuns(RunMode.LOCAL_COORDINATED, 2);
            assertInOrder(order);
            assertInOrder(stagesOver(second, () -> device.cabinet.command(RunMode.CENTER, 3, 0)));
            assertRuns(RunMode.CENTER, 3);
        }
    }

    /** The stages that come in the 150 seconds around the act, that happens at that second. */
    private List<Integer> stagesOver(int second, Runnable act) {
        List<Integer> stages = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            if (i == second % 20) {
                act.run();
            }
            device.live(1);
            if (stages.isEmpty() || stages.get(stages.size() - 1) != device.cabinet.stage()) {
                stages.add(device.cabinet.stage());
            }
        }
        return stages;
    }

    private static void assertInOrder(List<Integer> stages) {
        for (int i = 1; i < stages.size(); i++) {
            assertThat(stages.get(i)).as(stages.toString()).isEqualTo(stages.get(i - 1) % STAGES + 1);
        }
    }

    @Test
    void flashingThatTheCentreCommandedEndsWithTheCentre() {
        device.cabinet.command(RunMode.FLASH, 0, 0);
        device.live(30);
        device.cabinet.loseCentre();
        device.live(60);
        assertRuns(RunMode.LOCAL_FIXED, 1);
    }

    @Test
    void anActuatedGreenLastsAsLongAsVehiclesComeAndNotBeyondItsMost() {
        device.cabinet.command(RunMode.LOCAL_ACTUATED, 0, 0);
        device.liveToStage(2);
        device.liveToStage(1);
        int alone = secondsOfStage(1);
        device.liveToStage(1);
        int vehicle = vehicleOf(1);
        device.feel(vehicle, DetectorState.OCCUPIED);
        int busy = secondsOfStage(1);
        device.feel(vehicle, DetectorState.EMPTY);
        int most = JUNCTION.getPhase(vehicle).maxGreenSeconds();
        assertThat(alone).isLessThan(most / 2);
        assertThat(busy).isBetween(most - 10, most + 15);
        device.liveToStage(1);
        device.feel(vehicle, DetectorState.OCCUPIED);
        device.live(most / 2);
        device.feel(vehicle, DetectorState.EMPTY);
        assertThat(most / 2 + secondsOfStage(1)).isBetween(most / 2 + 5, most - 10);
    }

    private int secondsOfStage(int stage) {
        int seconds = 0;
        while (device.cabinet.stage() == stage) {
            device.live(1);
            seconds++;
        }
        return seconds;
    }

    private static int vehicleOf(int stage) {
        PhaseSet phases = JUNCTION.findStage(stage).orElseThrow().phases();
        return phases.numbers()
                .filter(phase -> JUNCTION.getPhase(phase).isVehicle())
                .findFirst()
                .getAsInt();
    }

    @Test
    void aStageOnDemandComesOnlyWhenSomebodyAsksAndTheCycleStays() {
        device.cabinet.store(TestCabinet.plan(JUNCTION, 4, 50, 0, STAGES - 1));
        device.cabinet.command(RunMode.CENTER, 4, 0);
        device.live(4 * 50 * STAGES);
        assertThat(stagesOfACycle(4)).doesNotContain(STAGES).contains(1, STAGES - 1);
        int waiting = PhaseSet.of(onlyIn(STAGES)).numbers().findFirst().getAsInt();
        device.liveToStage(1);
        device.feel(waiting, DetectorState.OCCUPIED);
        assertThat(stagesOfACycle(4)).contains(STAGES);
        device.feel(waiting, DetectorState.EMPTY);
        // Who came behind the green is remembered once more.
        device.liveToStage(STAGES);
        device.liveToStage(1);
        assertThat(stagesOfACycle(4)).doesNotContain(STAGES);
        device.liveToStage(1);
        long into = Math.floorMod(device.cabinet.time().wallSecond(), 50L * STAGES);
        assertThat(into).isZero();
        device.setWell(Item.STAGE_SOFT_DEMAND, STAGES, 1);
        assertThat(stagesOfACycle(4)).contains(STAGES);
        device.setWell(Item.STAGE_SOFT_DEMAND, STAGES, 0);
        device.setWell(Item.PHASE_MASK, waiting, 1);
        device.feel(waiting, DetectorState.OCCUPIED);
        device.liveToStage(2);
        device.liveToStage(1);
        assertThat(stagesOfACycle(4)).doesNotContain(STAGES);
    }

    private static List<Integer> onlyIn(int stage) {
        PhaseSet phases = JUNCTION.findStage(stage).orElseThrow().phases();
        for (int other = 1; other < stage; other++) {
            phases = phases.without(JUNCTION.findStage(other).orElseThrow().phases());
        }
        return phases.numbers().boxed().toList();
    }

    private Set<Integer> stagesOfACycle(int plan) {
        Set<Integer> stages = new HashSet<>();
        long cycle = device.cabinet.findPlan(plan).orElseThrow().cycleSeconds();
        for (int second = 0; second < cycle; second++) {
            device.live(1);
            stages.add(device.cabinet.stage());
        }
        return stages;
    }

    @Test
    void whatIsProhibitedGetsNoGreen() {
        device.live(200);
        device.setWell(Item.STAGE_PROHIBIT, 2, 1);
        device.setWell(Item.PHASE_PROHIBIT, 1, 1);
        device.live(200);
        for (int second = 0; second < 300; second++) {
            device.live(1);
            assertThat(device.cabinet.stage()).isNotEqualTo(2);
            assertThat(device.cabinet.lamp(1)).isEqualTo(LampState.RED);
        }
        assertThat(device.ask(Item.STAGE_PROHIBIT, 2)).isEqualTo(1);
        assertThat(device.answer(FrameType.SET, List.of())).isPresent();
        device.setWell(Item.STAGE_PROHIBIT, 2, 0);
        device.setWell(Item.PHASE_PROHIBIT, 1, 0);
        device.liveToStage(2);
        while (device.cabinet.lamp(1) == LampState.RED) {
            device.live(1);
        }
    }

    @Test
    void aMaskedLampGroupIsDarkAndAProhibitedOneRed() {
        device.live(100);
        device.setWell(Item.LAMP_GROUP_PROHIBIT, 2, 1);
        device.live(200);
        for (int second = 0; second < 200; second++) {
            device.live(1);
            assertThat(device.cabinet.lamp(2)).isEqualTo(LampState.RED);
        }
        device.cabinet.watch(new SafetyWitness(JUNCTION, Set.of(3)));
        device.setWell(Item.LAMP_GROUP_MASK, 3, 1);
        device.live(300);
        assertThat(device.cabinet.lamp(3)).isEqualTo(LampState.OFF);
        assertThat(device.ask(Item.LAMP_STATE, 3)).isEqualTo(LampState.OFF.code());
    }

    @Test
    void anEmergencyVehicleGoesBeforeABusAndNeitherHoldsForGood() {
        device.setWell(Item.PRIORITY_STAGE, 1, 2);
        device.setWell(Item.EMERGENCY_STAGE, 1, 3);
        device.live(100);
        request(false, true);
        device.liveToStage(2);
        assertThat(device.ask(Item.PRIORITY_REQUEST_STATE, 1)).isEqualTo(PriorityInputs.REQUESTED);
        assertThat(device.ask(Item.PRIORITY_EXECUTION_STATE, 1)).isEqualTo(PriorityInputs.EXECUTING);
        request(true, true);
        device.live(1);
        assertThat(device.ask(Item.PRIORITY_EXECUTION_STATE, 1)).isEqualTo(PriorityInputs.WAITING);
        device.liveToStage(3);
        assertThat(device.ask(Item.EMERGENCY_EXECUTION_STATE, 1)).isEqualTo(PriorityInputs.EXECUTING);
        device.live(100);
        assertThat(device.cabinet.stage()).isEqualTo(3);
        device.live(200);
        device.liveToStage(1);
        assertThat(device.cabinet.plan()).isEqualTo(1);
        assertThat(device.ask(Item.EMERGENCY_EXECUTION_STATE, 1)).isEqualTo(PriorityInputs.NOT_EXECUTED);
        device.setWell(Item.EMERGENCY_MASK, 1, 1);
        request(true, false);
        request(true, true);
        device.live(1);
        assertThat(device.ask(Item.EMERGENCY_EXECUTION_STATE, 1)).isEqualTo(PriorityInputs.NOT_EXECUTED);
    }

    private void request(boolean emergency, boolean active) {
        device.cabinet
                .priorities()
                .activate(emergency, 1, active, device.cabinet.time().second());
    }

    private void assertRuns(RunMode mode, int plan) {
        assertThat(device.cabinet.mode()).isEqualTo(mode);
        assertThat(device.cabinet.plan()).isEqualTo(plan);
    }

    private static DayPlanObject.Period period(int hour, int minute, int plan, RunMode mode) {
        return new DayPlanObject.Period(CALENDAR.start(LocalTime.of(hour, minute)), plan, mode.code());
    }

    private static DayPlanObject.Period flash(int hour, int minute) {
        return period(hour, minute, 0, RunMode.FLASH);
    }

    private void dayPlan(int number, DayPlanObject.Period... periods) {
        assertThat(device.set(new DayPlanObject(number, 1, List.of(periods)).toValues(ChainOrder.BACKWARD))
                        .type())
                .isEqualTo(FrameType.SET_REPLY);
    }

    private void schedule(int number, int priority, int weekdays, int dayPlan) {
        ScheduleObject row = new ScheduleObject(number, 1, priority, weekdays, ALL_YEAR, ALL_DAYS, dayPlan);
        assertThat(device.set(row.toValues()).type()).isEqualTo(FrameType.SET_REPLY);
    }
}
