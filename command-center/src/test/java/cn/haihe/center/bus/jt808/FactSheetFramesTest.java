package cn.haihe.center.bus.jt808;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.center.bus.jt808.DriverIdentity.Card;
import cn.haihe.center.bus.jt808.DriverIdentity.CardEvent;
import cn.haihe.center.bus.jt808.DriverIdentity.CardRead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every frame of the fact sheet, field by field. */
class FactSheetFramesTest {
    private final LocationView location = new LocationView();

    @Test
    void f1HeartbeatWithAnEscapedChecksum() {
        MessageView message = Frames.view(Frames.F1_HEARTBEAT);
        assertHeader(message, MessageIds.HEARTBEAT, ProtocolYear.Y2013, "40021679287", 43, 0);
    }

    @Test
    void f2TerminalReply() {
        MessageView message = Frames.view(Frames.F2_TERMINAL_REPLY);
        assertHeader(message, MessageIds.TERMINAL_REPLY, ProtocolYear.Y2013, "12345678900", 1203, 5);
        assertThat(TerminalReply.read(message)).isEqualTo(new TerminalReply(1000, 0x0002, 0));
    }

    @Test
    void f3Register2013() {
        MessageView message = Frames.view(Frames.F3_REGISTER_2013);
        assertHeader(message, MessageIds.REGISTER, ProtocolYear.Y2013, "13511221122", 5, 45);
        assertThat(Registration.read(message))
                .isEqualTo(new Registration(0, 0, "70107", "HB-R03GBD", "2366104", 2, "苏BA6860"));
    }

    @Test
    void f4Register2019() {
        MessageView message = Frames.view(Frames.F4_REGISTER_2019);
        assertHeader(message, MessageIds.REGISTER, ProtocolYear.Y2019, "13912344329", 123, 86);
        assertThat(Registration.read(message))
                .isEqualTo(new Registration(
                        11,
                        2,
                        "id987654321",
                        "type00123456781234567887654321",
                        "ID0000123456781234567887654321",
                        1,
                        "甘J-123459"));
    }

    @Test
    void f5Authenticate2013() {
        MessageView message = Frames.view(Frames.F5_AUTHENTICATE_2013);
        assertHeader(message, MessageIds.AUTHENTICATE, ProtocolYear.Y2013, "13912344321", 123, 12);
        assertThat(Authentication.read(message)).isEqualTo(new Authentication("admin-123456", "", ""));
    }

    @Test
    void f6Authenticate2019() {
        MessageView message = Frames.view(Frames.F6_AUTHENTICATE_2019);
        assertHeader(message, MessageIds.AUTHENTICATE, ProtocolYear.Y2019, "17299841738", 65535, 80);
        assertThat(Authentication.read(message))
                .isEqualTo(new Authentication(
                        "pmYGzGukO8K4Z5lpIOTg8dqb3eprYaHBbXSPLtdbyG8=", "123456789012345", "3.7.15"));
    }

    @Test
    void f7Location2019() {
        MessageView message = Frames.view(Frames.F7_LOCATION_2019);
        assertHeader(message, MessageIds.LOCATION, ProtocolYear.Y2019, "13912344321", 0, 45);
        location.read(message.bytes(), message.bodyAt(), message.bodyLength());
        assertFix(0x00300000, 0x00400001, 30.228930, 120.127920, 2345, 66.6, 90, "2023-04-28T21:31:41+08:00");
        assertThat(location.fixed()).isFalse();
        assertThat(location.mileageMetres()).hasValue(66_700);
        assertThat(items()).isEqualTo(Map.of(0x01, "0000029b", 0x02, "0043", 0x03, "0309", 0x30, "63"));
    }

    @Test
    void f8Location2013() {
        MessageView message = Frames.view(Frames.F8_LOCATION_2013);
        assertHeader(message, MessageIds.LOCATION, ProtocolYear.Y2013, "13833501744", 25, 42);
        location.read(message.bytes(), message.bodyAt(), message.bodyLength());
        assertFix(0, 0xC2, 22.642600, 114.032984, 128, 0, 8, "2015-08-18T07:21:21+08:00");
        assertThat(location.fixed()).isTrue();
        assertThat(location.mileageMetres()).hasValue(75_700);
        assertThat(items()).isEqualTo(Map.of(0x01, "000002f5", 0x02, "0000", 0x03, "0000"));
    }

    @Test
    void f9LocationWestOfGreenwichWithAnAlarmAndAVendorItem() {
        MessageView message = Frames.view(Frames.F9_LOCATION_WEST);
        assertHeader(message, MessageIds.LOCATION, ProtocolYear.Y2013, "94027587492", 10, 46);
        location.read(message.bytes(), message.bodyAt(), message.bodyLength());
        assertFix(1, 0x0A, 50.871735, -1.255923, 0, 2.0, 0, "2013-04-12T16:49:52+08:00");
        assertThat(items()).isEqualTo(Map.of(0x01, "00000012", 0x36, "0002341502cb0c20085c"));
        assertThat(location.findItem(0x36)).isEmpty();
    }

    @Test
    void f10BatchIsShownOldestFirst() {
        MessageView message = Frames.view(Frames.F10_BATCH);
        assertHeader(message, MessageIds.LOCATION_BATCH, ProtocolYear.Y2013, "15838607655", 4, 228);
        LocationBatch batch = new LocationBatch().read(message.bytes(), message.bodyAt(), message.bodyLength());
        assertThat(batch.count()).isEqualTo(3);
        assertThat(batch.malformedItems()).isZero();
        assertThat(batch.blindArea()).isTrue();
        String[] times = {"2021-11-30T17:13:52+08:00", "2021-11-30T17:13:57+08:00", "2021-12-04T08:29:41+08:00"};
        String[] radio = {"00", "15", "00"};
        for (int i = 0; i < 3; i++) {
            LocationView item = batch.location(message.bytes(), message.bodyAt(), i);
            assertFix(item, 0, 0x00040003, 31.060368, 121.414593, 12, 0, 0, times[i]);
            assertThat(items(item))
                    .containsEntry(0x30, radio[i])
                    .containsEntry(0x01, "00d728ad")
                    .containsEntry(0x31, "09")
                    .containsEntry(0x25, "00000000")
                    .containsEntry(0x14, "00000004")
                    .containsEntry(0x15, "00000000")
                    .containsEntry(0x16, "00000000")
                    .containsEntry(0x17, "0001")
                    .containsEntry(0x18, "000000")
                    .hasSize(9);
        }
    }

    @Test
    void f11DriverCardWithA2013HeaderAndATailOf2019() {
        MessageView message = Frames.view(Frames.F11_DRIVER_IN);
        assertHeader(message, MessageIds.DRIVER_IDENTITY, ProtocolYear.Y2013, "18271208625", 514, 98);
        assertThat(DriverIdentity.read(message.bytes(), message.bodyAt(), message.bodyLength()))
                .isEqualTo(new DriverIdentity(
                        CardEvent.INSERTED,
                        Instant.parse("2026-04-09T17:27:39+08:00"),
                        Optional.of(CardRead.OK),
                        Optional.of(new Card(
                                "你好",
                                "416756199006054349",
                                "",
                                Optional.of(LocalDate.of(2034, 4, 9)),
                                Optional.of("416756199006054349")))));
    }

    @Test
    void f12RegisterReplyIsWhatTheCentreWrites() {
        MessageView message = Frames.view(Frames.F12_REGISTER_REPLY);
        assertHeader(message, MessageIds.REGISTER_REPLY, ProtocolYear.Y2013, "13912344323", 0, 21);
        ByteBuf out = Unpooled.buffer();
        new ReplyWriter(ProtocolYear.Y2013, message.phoneBytes(), new byte[FrameSplitter.LONGEST])
                .registered(out, 111, "Code-123456!!!哈哈");
        assertThat(ByteBufUtil.hexDump(out)).isEqualToIgnoringCase(Frames.F12_REGISTER_REPLY);
    }

    private void assertHeader(MessageView message, int id, ProtocolYear year, String phone, int serial, int length) {
        assertThat(message.id()).isEqualTo(id);
        assertThat(message.year()).isEqualTo(year);
        assertThat(message.phone()).isEqualTo(phone);
        assertThat(message.serial()).isEqualTo(serial);
        assertThat(message.bodyLength()).isEqualTo(length);
        assertThat(message.encrypted()).isFalse();
        assertThat(message.subPackaged()).isFalse();
    }

    private void assertFix(
            int alarm, int status, double lat, double lon, int altitude, double speed, int direction, String time) {
        assertFix(location, alarm, status, lat, lon, altitude, speed, direction, time);
    }

    private static void assertFix(
            LocationView fix,
            int alarm,
            int status,
            double lat,
            double lon,
            int altitude,
            double speed,
            int direction,
            String time) {
        assertThat(fix.alarmBits()).isEqualTo(alarm);
        assertThat(fix.statusBits()).isEqualTo(status);
        assertThat(fix.latitude()).isEqualTo(lat, within(1e-9));
        assertThat(fix.longitude()).isEqualTo(lon, within(1e-9));
        assertThat(fix.altitudeMetres()).isEqualTo(altitude);
        assertThat(fix.speedKmh()).isEqualTo(speed, within(1e-9));
        assertThat(fix.directionDegrees()).isEqualTo(direction);
        assertThat(Instant.ofEpochSecond(fix.deviceEpochSecond())).isEqualTo(Instant.parse(time));
    }

    private Map<Integer, String> items() {
        return items(location);
    }

    private static Map<Integer, String> items(LocationView fix) {
        Map<Integer, String> items = new TreeMap<>();
        fix.forEachItem((id, bytes, at, length) -> items.put(id, HexFormat.of().formatHex(bytes, at, at + length)));
        return items;
    }
}
