package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.TransitionCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DataClass;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DataClasses;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DeviceInformation;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.LampGroups;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.PhaseSafety;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.Phases;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.Transitions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.StageTransitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A simulated controller holds each of the eighteen classes, and what it tells of itself can be read as typed objects. */
class ServedClassesTest {
    private static final SignalJunction JUNCTION = JunctionDesigner.design(RandomJunctions.cross("j1", 3));

    private final TestCabinet device = new TestCabinet(JUNCTION);

    @Test
    void everyItemIsServedInATypedPlace() {
        device.cabinet.failLamp(1, Optional.of(LampFailure.GREEN_OUT));
        List<DataValue> told = new ArrayList<>();
        for (Item item : Item.values()) {
            told.add(answerAt(item));
        }
        List<DataClass> read = DataClasses.read(told, ChainOrder.BACKWARD);
        assertThat(read).extracting(DataClass::number).containsExactlyElementsOf(classes());
        assertThat(read)
                .allSatisfy(
                        one -> assertThat(one.raw()).as("class " + one.number()).isEmpty());
    }

    /** In row 1, or as a scalar: one of the two must be there. */
    private DataValue answerAt(Item item) {
        Optional<DataValue> scalar = answer(item.at(0));
        Optional<DataValue> row = answer(item.at(1));
        assertThat(scalar.isPresent() ^ row.isPresent()).as(item.name()).isTrue();
        return scalar.or(() -> row).orElseThrow();
    }

    private Optional<DataValue> answer(Address address) {
        Frame reply = device.answer(FrameType.QUERY, List.of(DataValue.query(1, address)))
                .orElseThrow();
        return reply.type() == FrameType.QUERY_REPLY
                ? Optional.of(reply.values().get(0))
                : Optional.empty();
    }

    private static List<Integer> classes() {
        return IntStream.rangeClosed(1, 18).boxed().toList();
    }

    @Test
    void itTellsTheTruthOfItself() {
        List<DataValue> told = new ArrayList<>(List.of(answer(Item.MAKER.at(0)).orElseThrow()));
        for (int phase = 1; phase <= JUNCTION.phases().size(); phase++) {
            for (Item item : List.of(
                    Item.LAMP_STATE,
                    Item.PHASE_MIN_GREEN,
                    Item.PHASE_LOSING_STATE_2,
                    Item.PHASE_LOSING_SECONDS_2,
                    Item.CONFLICT_PHASES,
                    Item.INTERGREEN_CHAIN)) {
                told.add(answer(item.at(phase)).orElseThrow());
            }
        }
        List<DataClass> read = DataClasses.read(told, ChainOrder.BACKWARD);
        assertThat(((DeviceInformation) read.get(0)).maker()).contains("Haihe");
        for (int phase = 1; phase <= JUNCTION.phases().size(); phase++) {
            LampGroups.Group lamps = ((LampGroups) read.get(1)).groups().get(phase - 1);
            Phases.Phase own = ((Phases) read.get(2)).phases().get(phase - 1);
            PhaseSafety safety = (PhaseSafety) read.get(3);
            int losing = phase;
            assertThat(lamps.findState()).contains(device.cabinet.lamp(phase));
            assertThat(own.minGreen()).contains(JUNCTION.getPhase(phase).minGreenSeconds());
            assertThat(own.losing().get(1).findState()).contains(LampState.YELLOW);
            assertThat(own.losing().get(1).seconds())
                    .contains(JUNCTION.getPhase(phase).amberSeconds());
            assertThat(safety.conflicts().get(phase - 1).phaseBits())
                    .contains(JUNCTION.conflicts().of(phase).bits());
            assertThat(safety.intergreens().get(phase - 1).seconds().orElseThrow())
                    .isEqualTo(IntStream.rangeClosed(1, 64)
                            .mapToObj(gaining -> JUNCTION.intergreens().seconds(losing, gaining))
                            .toList());
        }
    }

    @Test
    void itTellsWhichTransitionsAreForbiddenAndRefusesAPlanThatMakesOne() {
        SignalJunction junction =
                JUNCTION.with(StageTransitions.ALL_ALLOWED.without(1, 3).without(4, 3));
        WireProfile profile = WireProfile.DEFAULT.with(new TransitionCoding(7, 9));
        TestCabinet strict = new TestCabinet(DeviceConfig.of(7, 1, junction, DeviceLink.udp("localhost", 20999))
                .with(profile));
        List<DataValue> told = strict.answer(
                        FrameType.QUERY,
                        new ValueList().ask(Item.TRANSITION_CONSTRAINTS, 3).list())
                .orElseThrow()
                .values();
        Transitions.Transition into3 = ((Transitions)
                        DataClasses.read(told, ChainOrder.BACKWARD).get(0))
                .transitions()
                .get(0);
        assertThat(into3.constraints().orElseThrow().subList(0, 5)).containsExactly(9, 7, 7, 9, 7);

        PlanObject inOrder = TestCabinet.plan(junction, 5, 40, 0);
        assertThat(strict.set(inOrder.toValues(ChainOrder.BACKWARD)).type()).isEqualTo(FrameType.SET_REPLY);
        List<PlanObject.Entry> entries = new ArrayList<>(inOrder.entries());
        entries.set(1, new PlanObject.Entry(2, 40, PlanObject.Entry.ON_DEMAND));
        PlanObject leavesOut = new PlanObject(6, 1, inOrder.cycleSeconds(), 0, 0, entries);
        strict.assertRefused(
                leavesOut.toValues(ChainOrder.BACKWARD), Item.PLAN_STAGES.at(6), ErrorCode.WRONG_VALUE.code());
        assertThat(device.set(leavesOut.toValues(ChainOrder.BACKWARD)).type()).isEqualTo(FrameType.SET_REPLY);
    }
}
