package cn.haihe.signal.fieldbus.gbt20999.wire;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.gbt20999.wire.data.Commands;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DataClass;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DataClasses;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.Plans;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A million frames that nobody should send, and the decoder, the splitter and every typed object behind them. */
class FuzzTest {
    private static final long SEED = 20991117;
    private static final int FRAMES = 1_000_000;
    private static final int MAX_FRAME_BYTES = 512;

    private final Map<FrameDefect, Integer> defects = new EnumMap<>(FrameDefect.class);
    private int good;

    @Test
    void theDecoderTakesWhatIsAFrameByteForByteAndSaysOfAllElseWhatIsWrong() {
        FuzzFrames frames = new FuzzFrames(SEED);
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = frames.next();
            Decoded decoded = FrameCodec.decode(bytes);
            count(decoded);
            if (decoded instanceof Decoded.Good taken) {
                assertThat(FrameCodec.encode(taken.frame()))
                        .as("frame %d of seed %d", i, SEED)
                        .isEqualTo(bytes);
                readAsEveryObject(taken.frame());
            }
        }
        assertThat(good + defects.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(FRAMES);
        assertThat(good).isGreaterThan(FRAMES / 10);
        assertThat(defects)
                .containsKeys(
                        FrameDefect.TOO_SHORT,
                        FrameDefect.NO_ENVELOPE,
                        FrameDefect.WRONG_LENGTH,
                        FrameDefect.WRONG_CHECK,
                        FrameDefect.WRONG_VALUES,
                        FrameDefect.UNKNOWN_TYPE);
    }

    @Test
    void theSplitterFindsItsWayBackAfterAnyOfThemAndKeepsNoMoreThanOneFrame() {
        FuzzFrames frames = new FuzzFrames(SEED + 1);
        Frame beacon =
                Frame.of(0x0100, 5, 0xC0FFEEL, 1, 9, FrameType.QUERY_REPLY, new RunStatus(1, 0x23, 3, 2).toValues());
        byte[] beaconBytes = Escape.escape(FrameCodec.encode(beacon));
        int[] beacons = {0};
        FrameSplitter splitter = new FrameSplitter(MAX_FRAME_BYTES, decoded -> {
            count(decoded);
            if (decoded.equals(new Decoded.Good(beacon))) {
                beacons[0]++;
            }
        });
        int rounds = FRAMES / 20;
        for (int i = 0; i < rounds; i++) {
            int before = beacons[0];
            byte[] bytes = frames.next();
            splitter.accept(i % 2 == 0 ? bytes : Escape.escape(bytes.length < 2 ? beaconBytes : bytes));
            splitter.accept(beaconBytes);
            splitter.accept(beaconBytes);
            assertThat(beacons[0]).as("after frame %d of seed %d", i, SEED + 1).isGreaterThan(before);
            assertThat(splitter.capacity()).isLessThanOrEqualTo(MAX_FRAME_BYTES);
        }
    }

    @Test
    void oneFrameThatNeverEndsIsLeftOutAndTheNextIsRead() {
        FrameSplitter splitter = new FrameSplitter(MAX_FRAME_BYTES, this::count);
        splitter.accept(new byte[] {FrameCodec.START});
        byte[] endless = new byte[64 * 1024];
        for (int i = 0; i < 200; i++) {
            splitter.accept(endless);
        }
        splitter.accept(
                Escape.escape(FrameCodec.encode(Frame.heartbeat(0x0100, 5, 7, 0, 1, FrameType.HEARTBEAT, false))));
        assertThat(defects).containsEntry(FrameDefect.TOO_LONG, 1);
        assertThat(good).isEqualTo(1);
        assertThat(splitter.capacity()).isLessThanOrEqualTo(MAX_FRAME_BYTES);
    }

    private void count(Decoded decoded) {
        if (decoded instanceof Decoded.Bad bad) {
            defects.merge(bad.defect(), 1, Integer::sum);
        } else {
            good++;
        }
    }

    /** None of them may throw, whatever a frame holds, and none may lose a byte of it. */
    private static void readAsEveryObject(Frame frame) {
        ValueMap values = new ValueMap(frame.values());
        for (DataValue value : frame.values()) {
            int row = value.address().element();
            switch (value.address().dataClass()) {
                case 5 -> DetectorData.find(row, values);
                case 6 -> StageStatus.find(row, values);
                case 9 -> PlanObject.find(row, values, ChainOrder.FORWARD);
                case 11 -> DayPlanObject.find(row, values, ChainOrder.BACKWARD);
                case 12 -> ScheduleObject.find(row, values);
                case 13 -> {
                    RunStatus.find(row, values);
                    DeviceStatus.of(values);
                }
                case 14 -> TrafficData.find(row, values);
                case 15 -> Alarm.find(row, values);
                case 16 -> Fault.find(row, values);
                default -> Item.find(value.address());
            }
        }
        long written = 0;
        for (DataClass read : DataClasses.read(frame.values(), ChainOrder.BACKWARD)) {
            for (DataValue value : read.toValues(ChainOrder.BACKWARD)) {
                written += fingerprint(value);
            }
            if (read instanceof Plans plans) {
                plans.plans().forEach(Plans.Plan::findPlan);
            } else if (read instanceof Commands commands) {
                commands.findCommand(frame.roadId());
            }
        }
        long held = 0;
        for (DataValue value : frame.values()) {
            held += fingerprint(value);
        }
        if (written != held) {
            throw new AssertionError(
                    "of " + frame + " was kept " + DataClasses.read(frame.values(), ChainOrder.BACKWARD));
        }
    }

    /** The order of values does not count, and their numbers do not. */
    private static long fingerprint(DataValue value) {
        return (31L * value.address().packed() + Arrays.hashCode(value.value())) * 0x9E3779B97F4A7C15L;
    }
}
