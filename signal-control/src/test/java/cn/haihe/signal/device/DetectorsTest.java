package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.TrafficData;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Detectors fed from outside, as the centre sees them. */
class DetectorsTest {
    private static final SignalJunction JUNCTION = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
    private static final int PERIOD_SECONDS = 20;

    private final List<Frame> sent = new ArrayList<>();
    private long millis = Instant.parse("2026-11-22T09:00:00Z").toEpochMilli();

    private SimulatedController controller(DetectorReports reports) {
        List<DetectorPlace> places = DetectorPlace.atEachPhase(JUNCTION).stream()
                .map(place -> place.withPeriod(PERIOD_SECONDS))
                .toList();
        DeviceConfig config = DeviceConfig.of(40, 1, JUNCTION, DeviceLink.udp("localhost", 20999))
                .with(places, reports);
        SimulatedController controller =
                new SimulatedController(config, () -> Instant.ofEpochMilli(millis), (delay, work) -> work.run());
        controller.connect(bytes -> sent.add(((Decoded.Good) FrameCodec.decode(bytes)).frame()));
        return controller;
    }

    @Test
    void whatADetectorFeelsCanBeAskedFor() {
        SimulatedController controller = controller(DetectorReports.NONE);
        controller.detect(2, DetectorState.passed(true, 1, 30, 36.4).withQueue(57));
        List<DataValue> both = new DetectorData(1, false, Optional.of(0), Optional.of(0), Optional.of(0)).toValues();
        both = new ArrayList<>(both);
        both.addAll(new DetectorData(2, false, Optional.of(0), Optional.of(0), Optional.of(0)).toValues());
        ValueMap values = ask(controller, both);
        assertThat(DetectorData.find(2, values))
                .contains(new DetectorData(2, true, Optional.of(36), Optional.of(1), Optional.of(57)));
        assertThat(DetectorData.find(1, values))
                .contains(new DetectorData(1, false, Optional.of(0), Optional.of(0), Optional.of(0)));
        ValueMap bitmap =
                ask(controller, new ValueList().ask(Item.LIVE_DETECTORS, 0).list());
        assertThat(BigEndian.number(bitmap.find(Item.LIVE_DETECTORS, 0).orElseThrow()))
                .isEqualTo(0b10);
        controller.detect(2, DetectorState.EMPTY);
        assertThat(DetectorData.find(2, ask(controller, DetectorData.query(2))))
                .hasValueSatisfying(data -> assertThat(data.present()).isFalse());
    }

    @Test
    void flowOccupancyAndSpeedAreThoseOfTheLastWholePeriod() {
        SimulatedController controller = controller(DetectorReports.PERIODS);
        runTo(controller, PERIOD_SECONDS);
        controller.detect(3, DetectorState.passed(false, 0, 0, 0));
        sent.clear();
        for (int second = 0; second < PERIOD_SECONDS; second++) {
            millis += 500;
            controller.detect(3, DetectorState.passed(true, 1, 100, second < 10 ? 20 : 40));
            millis += 500;
            controller.detect(3, DetectorState.passed(false, 0, 20, 0));
            controller.tick();
        }
        assertThat(sent)
                .filteredOn(frame -> has(frame, Item.TRAFFIC_FLOW))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.type()).isEqualTo(FrameType.TRAP);
                    ValueMap values = new ValueMap(report.values());
                    assertThat(TrafficData.find(3, values)).contains(new TrafficData(3, PERIOD_SECONDS, 60, 30));
                    assertThat(TrafficData.find(1, values)).contains(new TrafficData(1, 0, 0, 0));
                });
        ValueMap asked =
                ask(controller, new ValueList().ask(Item.TRAFFIC_FLOW, 3).list());
        assertThat(asked.findInt(Item.TRAFFIC_FLOW, 3)).contains(PERIOD_SECONDS);
    }

    @Test
    void presenceAloneIsCountedToo() {
        SimulatedController controller = controller(DetectorReports.PERIODS);
        runTo(controller, PERIOD_SECONDS);
        for (int vehicle = 0; vehicle < 2; vehicle++) {
            millis += 2000;
            controller.detect(3, DetectorState.OCCUPIED);
            controller.detect(3, DetectorState.OCCUPIED);
            millis += 3000;
            controller.detect(3, DetectorState.EMPTY);
        }
        millis += 8000;
        controller.detect(3, DetectorState.OCCUPIED);
        runTo(controller, PERIOD_SECONDS);
        ValueMap values = ask(
                controller,
                new ValueList()
                        .ask(Item.TRAFFIC_FLOW, 3)
                        .ask(Item.TRAFFIC_OCCUPANCY, 3)
                        .list());
        assertThat(values.findInt(Item.TRAFFIC_FLOW, 3)).contains(3);
        assertThat(values.findInt(Item.TRAFFIC_OCCUPANCY, 3)).contains((3 + 3 + 2) * 100 / PERIOD_SECONDS);
    }

    @Test
    void changesAreReportedOnceASecondWhereTheyAreWanted() {
        SimulatedController controller = controller(DetectorReports.PERIODS_AND_CHANGES);
        runTo(controller, 5);
        sent.clear();
        controller.detect(1, DetectorState.OCCUPIED);
        controller.detect(1, DetectorState.EMPTY);
        controller.detect(4, DetectorState.OCCUPIED);
        runTo(controller, 1);
        assertThat(sent)
                .filteredOn(frame -> has(frame, Item.DETECTOR_PRESENCE))
                .singleElement()
                .satisfies(report -> {
                    ValueMap values = new ValueMap(report.values());
                    assertThat(values.findInt(Item.DETECTOR_PRESENCE, 1)).contains(0);
                    assertThat(values.findInt(Item.DETECTOR_PRESENCE, 4)).contains(1);
                    assertThat(values.findInt(Item.DETECTOR_PRESENCE, 2)).isEmpty();
                });
        sent.clear();
        controller.detect(4, DetectorState.OCCUPIED);
        runTo(controller, 1);
        assertThat(sent).noneMatch(frame -> has(frame, Item.DETECTOR_PRESENCE));
    }

    @Test
    void aDetectorThatIsNotThereCannotFeel() {
        SimulatedController controller = controller(DetectorReports.NONE);
        assertThatThrownBy(() -> controller.detect(63, DetectorState.OCCUPIED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachPhaseNamesTheDetectorsThatAskForIt() {
        ValueMap values = ask(
                controller(DetectorReports.NONE),
                new ValueList()
                        .ask(Item.PHASE_DETECTORS, 5)
                        .ask(Item.DETECTOR_COUNT, 0)
                        .list());
        assertThat(BigEndian.number(values.find(Item.PHASE_DETECTORS, 5).orElseThrow()))
                .isEqualTo(0b10000);
        assertThat(values.findInt(Item.DETECTOR_COUNT, 0))
                .contains(JUNCTION.phases().size());
    }

    private static boolean has(Frame frame, Item item) {
        return frame.values().stream()
                .anyMatch(
                        value -> Item.find(value.address()).filter(item::equals).isPresent());
    }

    /** To the next second that ends a period of so many seconds. */
    private void runTo(SimulatedController controller, int periodSeconds) {
        do {
            millis += 1000;
            controller.tick();
        } while ((millis / 1000 + controller.controllerId()) % periodSeconds != 0);
    }

    private ValueMap ask(SimulatedController controller, List<DataValue> values) {
        sent.clear();
        controller.receive(Frame.of(0x0100, 5, 40, 1, 9, FrameType.QUERY, values));
        Frame reply = sent.get(sent.size() - 1);
        assertThat(reply.type()).isEqualTo(FrameType.QUERY_REPLY);
        return new ValueMap(reply.values());
    }
}
