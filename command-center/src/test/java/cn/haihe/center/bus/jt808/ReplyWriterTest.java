package cn.haihe.center.bus.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {
    private static final byte[] PHONE_2013 = Frames.bytes("013900000001");
    private static final byte[] PHONE_2019 = Frames.bytes("00000000013900000001");

    @Property(tries = 300)
    void generalRepliesReadBack(
            @ForAll @IntRange(max = 65535) int serial, @ForAll ReplyResult result, @ForAll boolean of2019) {
        ByteBuf out = Unpooled.buffer();
        writer(of2019).generalReply(out, serial, MessageIds.LOCATION, result);
        MessageView reply = Frames.view(Frames.split(out).messages.get(0));
        assertThat(reply.id()).isEqualTo(MessageIds.GENERAL_REPLY);
        assertThat(reply.phone()).isEqualTo("13900000001");
        assertThat(reply.year()).isEqualTo(of2019 ? ProtocolYear.Y2019 : ProtocolYear.Y2013);
        assertThat(TerminalReply.read(reply))
                .isEqualTo(new TerminalReply(serial, MessageIds.LOCATION, result.ordinal()));
    }

    @Test
    void repliesAreNumbered() {
        ReplyWriter writer = writer(false);
        ByteBuf out = Unpooled.buffer();
        writer.generalReply(out, 9, MessageIds.HEARTBEAT, ReplyResult.OK);
        writer.registerRefused(out, 10, RegisterResult.NO_SUCH_TERMINAL);
        var messages = Frames.split(out).messages;
        assertThat(Frames.view(messages.get(0)).serial()).isZero();
        MessageView refusal = Frames.view(messages.get(1));
        assertThat(refusal.serial()).isEqualTo(1);
        assertThat(body(refusal)).isEqualTo("000a04");
    }

    @Test
    void serverTimeIsInTheDevicesZone() {
        ByteBuf out = Unpooled.buffer();
        writer(true).serverTime(out, Instant.parse("2026-11-22T20:15:09Z"));
        assertThat(body(Frames.view(Frames.split(out).messages.get(0)))).isEqualTo("261123041509");
    }

    @Test
    void missingPacketsAreCountedInOneByteIn2013AndTwoIn2019() {
        ByteBuf out = Unpooled.buffer();
        writer(false).askForPackets(out, 65535, new int[] {2, 3});
        writer(true).askForPackets(out, 65535, new int[] {2, 3});
        var messages = Frames.split(out).messages;
        assertThat(body(Frames.view(messages.get(0)))).isEqualTo("ffff0200020003");
        assertThat(body(Frames.view(messages.get(1)))).isEqualTo("ffff000200020003");
    }

    private static ReplyWriter writer(boolean of2019) {
        return new ReplyWriter(
                of2019 ? ProtocolYear.Y2019 : ProtocolYear.Y2013,
                of2019 ? PHONE_2019 : PHONE_2013,
                new byte[FrameSplitter.LONGEST]);
    }

    private static String body(MessageView message) {
        int at = message.bodyAt();
        return HexFormat.of().formatHex(message.bytes(), at, at + message.bodyLength());
    }
}
