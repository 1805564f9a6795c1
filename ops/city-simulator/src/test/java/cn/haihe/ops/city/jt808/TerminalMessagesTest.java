package cn.haihe.ops.city.jt808;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The encoder against frames that real terminals sent. */
class TerminalMessagesTest {
    private final Buffer out = Buffer.buffer();

    @Test
    void heartbeatEscapesItsChecksum() {
        new TerminalMessages(ProtocolYear.Y2013, "040021679287", 43).heartbeat(out);
        assertThat(hex()).isEqualTo("7E00020000040021679287002B7D027E");
    }

    @Test
    void register2013() {
        int serial = new TerminalMessages(ProtocolYear.Y2013, "13511221122", 5)
                .register(out, new TerminalIdentity(0, 0, "70107", "HB-R03GBD", "2366104", 2, "苏BA6860"));
        assertThat(serial).isEqualTo(5);
        assertThat(hex())
                .isEqualTo(
                        "7E0100002D013511221122000500000000373031303748422D52303347424400000000000000000000003233363631"
                                + "303402CBD5424136383630387E");
    }

    @Test
    void register2019() {
        new TerminalMessages(ProtocolYear.Y2019, "13912344329", 123)
                .register(
                        out,
                        new TerminalIdentity(
                                11,
                                2,
                                "id987654321",
                                "type00123456781234567887654321",
                                "ID0000123456781234567887654321",
                                1,
                                "甘J-123459"));
        assertThat(hex())
                .isEqualTo(
                        "7E010040560100000000013912344329007B000B00026964393837363534333231747970653030313233343536373831"
                                + "32333435363738383736353433323149443030303031323334353637383132333435363738383736353433323101B8"
                                + "CA4A2D313233343539257E");
    }

    @Test
    void authenticate2013() {
        new TerminalMessages(ProtocolYear.Y2013, "013912344321", 123).authenticate(out, "admin-123456", "", "");
        assertThat(hex()).isEqualTo("7E0102000C013912344321007B61646D696E2D3132333435364D7E");
    }

    @Test
    void authenticate2019() {
        new TerminalMessages(ProtocolYear.Y2019, "17299841738", 65535)
                .authenticate(out, "pmYGzGukO8K4Z5lpIOTg8dqb3eprYaHBbXSPLtdbyG8=", "123456789012345", "3.7.15");
        assertThat(hex())
                .isEqualTo(
                        "7E010240500100000000017299841738FFFF2C706D59477A47756B4F384B345A356C70494F5467386471623365707259"
                                + "614842625853504C7464627947383D313233343536373839303132333435332E372E3135000000000000000000000000"
                                + "0000347E");
    }

    @Test
    void location2019WithItems() {
        new TerminalMessages(ProtocolYear.Y2019, "13912344321", 0)
                .location(
                        out,
                        new TerminalFix(
                                0x00300000,
                                0x00400001,
                                120.127920,
                                30.228930,
                                2345,
                                66.6,
                                90,
                                Instant.parse("2023-04-28T21:31:41+08:00"),
                                List.of(
                                        AdditionalItem.mileageMetres(66_700),
                                        new AdditionalItem(0x02, 0x43, 2),
                                        AdditionalItem.recorderSpeedKmh(77.7),
                                        new AdditionalItem(0x30, 0x63, 1))));
        assertThat(hex())
                .isEqualTo(
                        "7E0200402D01000000000139123443210000003000000040000101CD41C2072901B00929029A005A2304282131410104"
                                + "0000029B0202004303020309300163897E");
    }

    @Test
    void westernLongitudeSetsItsStatusBit() {
        new TerminalMessages(ProtocolYear.Y2013, "094027587492", 10)
                .location(
                        out,
                        new TerminalFix(
                                1,
                                2,
                                -1.255923,
                                50.871735,
                                0,
                                2.0,
                                0,
                                Instant.parse("2013-04-12T16:49:52+08:00"),
                                List.of(AdditionalItem.mileageMetres(1800), new AdditionalItem(0x36, 0, 1))));
        assertThat(hex())
                .startsWith("7E02000025094027587492000A000000010000000A03083DB7001329F3000000140000130412164952");
    }

    @Test
    void batchSaysTheLengthOfEachItem() {
        TerminalFix fix = TerminalFix.driving(117.2, 39.1, 30, 90, Instant.parse("2026-11-22T12:00:00+08:00"));
        new TerminalMessages(ProtocolYear.Y2013, "13900000001", 7).batch(out, List.of(fix, fix), true);
        assertThat(hex())
                .startsWith("7E0704003F013900000001000700020100" + "1C")
                .contains("261122120000001C");
    }

    @Test
    void whatDoesNotFitOneMessageIsRefused() {
        TerminalFix fix = TerminalFix.driving(117.2, 39.1, 30, 90, Instant.EPOCH);
        TerminalMessages messages = new TerminalMessages(ProtocolYear.Y2013, "13900000001");
        assertThatThrownBy(() -> messages.batch(out, Collections.nCopies(40, fix), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TerminalMessages(ProtocolYear.Y2013, "13900000001234"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void serialsWrap() {
        TerminalMessages messages = new TerminalMessages(ProtocolYear.Y2013, "13900000001", 65535);
        assertThat(messages.heartbeat(out)).isEqualTo(65535);
        assertThat(messages.heartbeat(out)).isZero();
    }

    private String hex() {
        return HexFormat.of().withUpperCase().formatHex(out.getBytes());
    }
}
