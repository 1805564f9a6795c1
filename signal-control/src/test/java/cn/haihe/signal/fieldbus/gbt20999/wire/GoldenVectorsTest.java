package cn.haihe.signal.fieldbus.gbt20999.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frames V1 to V8 of the fact sheet on GB/T 20999-2017, recorded on a device or made by its rules. */
class GoldenVectorsTest {
    private static final long CONTROLLER = 0x000c48fc;

    private static final String DEVICE_QUERY = "7e001301000500000000000110010104010100005a917d";
    private static final String DEVICE_REPLY = "7e001f0100050000000000022001011001010000e4b89ce59c9fe6ada3e5889b23fb7d";
    private static final String HEARTBEAT = "7e000c010005000c48fc01217039d97d";
    private static final String HEARTBEAT_REPLY = "7e000c010005000c48fc012180cada7d";
    private static final String HEARTBEAT_COUNTED = "7e000d010005000c48fc012170003c827d";
    private static final String HEARTBEAT_REPLY_COUNTED = "7e000d010005000c48fc01218000fc8e7d";
    private static final String STAGE_QUERY = "7e0013010005000000000001100101040d020401133c7d";
    private static final String STAGE_REPLY = "7e0014010005000000000002200101050d02040103cbc67d";
    private static final String MODE_REPLY = "7e0014010005000000000002200101050d0202012394f47d";
    private static final String STATUS_QUERY = "7e001f010005000c48fc0130100301040d02020102040d02030103040d0204018e697d";
    private static final String STATUS_REPLY =
            "7e0022010005000c48fc0130200301050d0202011302050d0203010303050d020401028d7e7d";
    private static final String STATUS_REPLY_TCP =
            "7e0022010005000c48fc0130200301050d0202011302050d0203010303050d020401028d5c7e7d";
    private static final String PLAN_SET = "7e007f010005000c48fc012a300701050902020301020809020303000000640305090204"
            + "0301040609020503000c051409020603000000000000000000000000040302010624090207030000000000000000000000000000"
            + "000000000000000000000014001e0014001e0714090208030000000000000000000000001010101003f87d";
    private static final String PLAN_ECHO = "7e0037010005000c48fc012a4007010409020203020409020303030409020403040409"
            + "0205030504090206030604090207030704090208039d497d";
    private static final String PLAN_DONE = "7e000d010005000c48fc012a400066917d";
    private static final String SET_ERROR = "7e0014010005000c48fc012a410102050902030312e0b57d";
    private static final String QUERY_ERROR = "7e0014010005000000000002210101051102010130fa977d";
    private static final String CONTROL_SET =
            "7e0022010005000c48fc01133003010511010201010205110103010103051101040121e4437d";
    private static final String ALARM = "7e0032010005000c48fc0005600401080f0201010000002f02050f0202016003050f020301"
            + "71040b0f02040107ea0b1611050932757d";
    private static final String TRAFFIC =
            "7e002b010005000c48fc0006600401050e0201020202060e020202007d03050e0203025c04060e020402007e99437d";
    private static final String TRAFFIC_TCP =
            "7e002b010005000c48fc0006600401050e0201020202060e020202005c7d03050e0203025c5c04060e020402005c7e99437d";

    static Stream<String> all() {
        return Stream.of(
                DEVICE_QUERY,
                DEVICE_REPLY,
                HEARTBEAT,
                HEARTBEAT_REPLY,
                HEARTBEAT_COUNTED,
                HEARTBEAT_REPLY_COUNTED,
                STAGE_QUERY,
                STAGE_REPLY,
                MODE_REPLY,
                STATUS_QUERY,
                STATUS_REPLY,
                PLAN_SET,
                PLAN_ECHO,
                PLAN_DONE,
                SET_ERROR,
                QUERY_ERROR,
                CONTROL_SET,
                ALARM,
                TRAFFIC);
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFrameIsReadAndWrittenBackByteForByte(String hex) {
        assertThat(hex(FrameCodec.encode(read(hex)))).isEqualTo(hex);
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFrameSurvivesTcp(String hex) {
        List<Decoded> got = new ArrayList<>();
        new FrameSplitter(1024, got::add).accept(Escape.escape(bytes(hex)));
        assertThat(got).containsExactly(new Decoded.Good(read(hex)));
    }

    @Test
    void checkValueOfTheSheet() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Crc.of(digits, 0, digits.length)).isEqualTo(0x5BB8);
    }

    @Test
    void v1DeviceInformation() {
        Frame query = read(DEVICE_QUERY);
        assertThat(query)
                .isEqualTo(Frame.of(
                        0x0100,
                        5,
                        0,
                        0,
                        1,
                        FrameType.QUERY,
                        new ValueList().ask(Item.MAKER, 0).list()));
        Frame reply = read(DEVICE_REPLY);
        assertThat(reply.type()).isEqualTo(FrameType.QUERY_REPLY);
        assertThat(reply.sequence()).isEqualTo(2);
        assertThat(new ValueMap(reply.values()).find(Item.MAKER, 0).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("东土正创");
    }

    @Test
    void v2HeartbeatInBothForms() {
        Frame asked = Frame.heartbeat(0x0100, 5, CONTROLLER, 1, 0x21, FrameType.HEARTBEAT, false);
        assertThat(read(HEARTBEAT)).isEqualTo(asked);
        assertThat(read(HEARTBEAT_REPLY)).isEqualTo(asked.answer(FrameType.HEARTBEAT_REPLY, List.of()));
        Frame counted = Frame.heartbeat(0x0100, 5, CONTROLLER, 1, 0x21, FrameType.HEARTBEAT, true);
        assertThat(read(HEARTBEAT_COUNTED)).isEqualTo(counted);
        assertThat(read(HEARTBEAT_REPLY_COUNTED)).isEqualTo(counted.answer(FrameType.HEARTBEAT_REPLY, List.of()));
    }

    @Test
    void v3RunStatus() {
        assertThat(new ValueMap(read(STAGE_REPLY).values()).findInt(Item.RUN_STAGE, 1))
                .contains(3);
        assertThat(new ValueMap(read(MODE_REPLY).values())
                        .findInt(Item.RUN_MODE, 1)
                        .flatMap(RunMode::find))
                .contains(RunMode.LOCAL_COORDINATED);
        assertThat(read(STATUS_QUERY))
                .isEqualTo(Frame.of(0x0100, 5, CONTROLLER, 1, 0x30, FrameType.QUERY, RunStatus.query(1)));
        RunStatus status =
                RunStatus.find(1, new ValueMap(read(STATUS_REPLY).values())).orElseThrow();
        assertThat(status).isEqualTo(new RunStatus(1, RunMode.CENTER_COORDINATED.code(), 3, 2));
        assertThat(hex(Escape.escape(bytes(STATUS_REPLY)))).isEqualTo(STATUS_REPLY_TCP);
    }

    @Test
    void v4Plan() {
        List<PlanObject.Entry> entries = List.of(entry(1, 30), entry(2, 20), entry(3, 30), entry(4, 20));
        PlanObject plan = new PlanObject(3, 1, 100, 1, 12, entries);
        Frame set = Frame.of(0x0100, 5, CONTROLLER, 1, 0x2a, FrameType.SET, plan.toValues(ChainOrder.BACKWARD));
        assertThat(hex(FrameCodec.encode(set))).isEqualTo(PLAN_SET);
        assertThat(PlanObject.find(3, new ValueMap(read(PLAN_SET).values()), ChainOrder.BACKWARD))
                .contains(plan);
        assertThat(read(PLAN_ECHO).values())
                .extracting(value -> value.address().attribute())
                .containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(read(PLAN_DONE).values()).isEmpty();
    }

    @Test
    void v5Errors() {
        DataValue error = read(SET_ERROR).values().get(0);
        assertThat(error.index()).isEqualTo(2);
        assertThat(error.address()).isEqualTo(Item.PLAN_CYCLE.at(3));
        assertThat(ErrorCode.find((int) error.number())).contains(ErrorCode.OUT_OF_RANGE);
        DataValue unknown = read(QUERY_ERROR).values().get(0);
        assertThat(unknown.address()).isEqualTo(new Address(17, 2, 1, 1));
        assertThat(ErrorCode.find((int) unknown.number())).contains(ErrorCode.NO_SUCH_OBJECT);
    }

    @Test
    void v6CenterControl() {
        Frame set = Frame.of(
                0x0100, 5, CONTROLLER, 1, 0x13, FrameType.SET, CenterControl.all(1, 1, 1, RunMode.LOCAL_FIXED));
        assertThat(hex(FrameCodec.encode(set))).isEqualTo(CONTROL_SET);
    }

    @Test
    void v7Alarm() {
        Frame trap = read(ALARM);
        Alarm alarm = new Alarm(1, 0x2f, 0x60, 0x71, LocalDateTime.of(2026, 11, 22, 17, 5, 9));
        assertThat(trap.type()).isEqualTo(FrameType.TRAP);
        assertThat(Alarm.find(1, new ValueMap(trap.values()))).contains(alarm);
        assertThat(alarm.toValues()).isEqualTo(trap.values());
    }

    @Test
    void v8TrafficData() {
        Frame trap = read(TRAFFIC);
        TrafficData data = new TrafficData(2, 0x7d, 0x5c, 0x7e);
        assertThat(TrafficData.find(2, new ValueMap(trap.values()))).contains(data);
        assertThat(data.toValues()).isEqualTo(trap.values());
        assertThat(hex(Escape.escape(bytes(TRAFFIC)))).isEqualTo(TRAFFIC_TCP);
        assertThat(hex(Escape.unescape(bytes(TRAFFIC_TCP)))).isEqualTo(TRAFFIC);
    }

    @Test
    void chainsOfTheRecordedPlanRunBackwards() {
        byte[] stages = bytes("00000000000000000000000004030201");
        assertThat(Chain.decode(stages, 1, ChainOrder.BACKWARD)).startsWith(1, 2, 3, 4, 0);
        assertThat(Chain.decode(stages, 1, ChainOrder.FORWARD)).endsWith(0, 4, 3, 2, 1);
    }

    private static PlanObject.Entry entry(int stage, int seconds) {
        return new PlanObject.Entry(stage, seconds, PlanObject.Entry.FIXED);
    }

    private static Frame read(String hex) {
        return ((Decoded.Good) FrameCodec.decode(bytes(hex))).frame();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
