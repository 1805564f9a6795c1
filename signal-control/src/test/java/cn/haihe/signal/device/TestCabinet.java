package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.junction.SignalJunction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A cabinet without a line, second by second, with a witness before it. */
final class TestCabinet {
    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    final DeviceConfig config;
    final Cabinet cabinet;
    final SafetyWitness witness;
    final RequestHandler handler;
    Instant now = START;

    TestCabinet(SignalJunction junction) {
        this(DeviceConfig.of(7, 1, junction, DeviceLink.udp("localhost", 20999)));
    }

    TestCabinet(DeviceConfig config) {
        this.config = config;
        cabinet = new Cabinet(config, START);
        witness = new SafetyWitness(config.junction());
        cabinet.watch(witness);
        handler = new RequestHandler(config, cabinet, new Random(config.seed()));
    }

    void live(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            cabinet.advanceTo(now);
        }
    }

    /** Until the stage runs. @return seconds that it took */
    int liveToStage(int stage) {
        for (int seconds = 0; seconds < 2000; seconds++) {
            if (cabinet.stage() == stage) {
                return seconds;
            }
            live(1);
        }
        throw new AssertionError("stage " + stage + " never comes, but " + cabinet.stage() + " of plan "
                + cabinet.plan() + " in " + cabinet.mode());
    }

    void feel(int detector, DetectorState state) {
        cabinet.detectors().feed(detector, state, now.toEpochMilli());
    }

    Frame set(List<DataValue> values) {
        return answer(FrameType.SET, values).orElseThrow();
    }

    void setWell(Item item, int row, long number) {
        Frame reply = set(new ValueList().number(item, row, number).list());
        assertThat(reply.type()).as(reply.values().toString()).isEqualTo(FrameType.SET_REPLY);
    }

    void assertRefused(List<DataValue> values, Address address, int code) {
        Frame reply = set(values);
        assertThat(reply.type()).isEqualTo(FrameType.SET_ERROR);
        assertThat(reply.values().get(0).address()).isEqualTo(address);
        assertThat(reply.values().get(0).number()).isEqualTo(code);
    }

    ValueMap ask(List<DataValue> values) {
        Frame reply = answer(FrameType.QUERY, values).orElseThrow();
        assertThat(reply.type()).as(reply.values().toString()).isEqualTo(FrameType.QUERY_REPLY);
        return new ValueMap(reply.values());
    }

    int ask(Item item, int row) {
        return ask(new ValueList().ask(item, row).list()).findInt(item, row).orElseThrow();
    }

    Optional<Frame> answer(FrameType type, List<DataValue> values) {
        return handler.answer(Frame.of(0x0100, 5, config.controllerId(), 1, 9, type, values));
    }

    void assertSafe() {
        assertThat(witness.incidents()).isEmpty();
        assertThat(cabinet.faults()).isEmpty();
    }

    /** Every stage in order, each so long; every {@code onDemandFrom}-th and later only on demand. */
    static PlanObject plan(SignalJunction junction, int number, int stageSeconds, int offset, int fixedStages) {
        List<PlanObject.Entry> entries = junction.stages().stream()
                .map(stage -> new PlanObject.Entry(
                        stage.number(),
                        stageSeconds,
                        stage.number() <= fixedStages ? PlanObject.Entry.FIXED : PlanObject.Entry.ON_DEMAND))
                .toList();
        return new PlanObject(number, 1, (long) stageSeconds * entries.size(), 0, offset, entries);
    }

    static PlanObject plan(SignalJunction junction, int number, int stageSeconds, int offset) {
        return plan(junction, number, stageSeconds, offset, Integer.MAX_VALUE);
    }
}
