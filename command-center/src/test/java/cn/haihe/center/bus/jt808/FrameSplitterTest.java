package cn.haihe.center.bus.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {
    private static final byte[] NO_PACKET = {};

    @Property(tries = 300)
    void anyMessageSurvivesEscapingAndAnyCutting(
            @ForAll @Size(max = 1023) byte[] body, @ForAll int id, @ForAll int serial, @ForAll long seed) {
        byte[] message = Frames.message2013(id, serial, 0, NO_PACKET, body);
        ByteBuf wire = Frames.escaped(message);
        wire.writeBytes(wire.array(), 0, wire.readableBytes());

        Frames.Recorder recorder = Frames.split(cutAnywhere(wire, new Random(seed)));

        assertThat(recorder.faults).isEmpty();
        assertThat(recorder.messages)
                .hasSize(2)
                .allSatisfy(got -> assertThat(got).isEqualTo(message));
    }

    @Property(tries = 300)
    void noBytesEverThrowOrStayRetainedOrHideTheNextMessage(@ForAll @Size(max = 4000) byte[] noise, @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuf wire = PooledByteBufAllocator.DEFAULT.buffer();
        for (byte b : noise) {
            wire.writeByte(random.nextInt(8) == 0 ? 0x7D + random.nextInt(2) : b);
        }
        wire.writeByte(0x7E);
        wire.writeBytes(Frames.bytes(Frames.F1_HEARTBEAT));
        Frames.Recorder recorder = Frames.split(wire);
        assertThat(wire.refCnt()).isZero();

        assertThat(recorder.messages)
                .last()
                .satisfies(message -> assertThat(Frames.view(message).phone()).isEqualTo("40021679287"));
        MessageView view = new MessageView();
        for (byte[] message : recorder.messages) {
            if (view.read(message, message.length).isEmpty()) {
                readAsEverything(view);
            }
        }
    }

    @Property(tries = 500)
    void noBodyEverThrowsAnythingElseThanMalformed(@ForAll @Size(max = 300) byte[] body, @ForAll boolean of2019) {
        byte[] header = of2019 ? new byte[17] : new byte[12];
        byte[] message = new byte[header.length + body.length + 1];
        System.arraycopy(body, 0, message, header.length, body.length);
        message[2] = (byte) (body.length >>> 8 | (of2019 ? 0x40 : 0));
        message[3] = (byte) body.length;
        readAsEverything(Frames.view(message));
    }

    @Test
    void flagsMayStandAloneOrDoubleBetweenMessages() {
        Frames.Recorder recorder = Frames.split(
                Unpooled.wrappedBuffer(Frames.bytes("7E7E" + Frames.F1_HEARTBEAT + "7E" + Frames.F1_HEARTBEAT)));
        assertThat(recorder.messages).hasSize(2);
        assertThat(recorder.faults).isEmpty();
    }

    @Test
    void twoMessagesMayShareOneFlag() {
        String shared = Frames.F1_HEARTBEAT + Frames.F1_HEARTBEAT.substring(2);
        assertThat(Frames.split(Unpooled.wrappedBuffer(Frames.bytes(shared))).messages)
                .hasSize(2);
    }

    @Test
    void aWrongChecksumIsTold() {
        String wrong = Frames.F3_REGISTER_2013.replace("387E", "397E");
        assertThat(Frames.split(Unpooled.wrappedBuffer(Frames.bytes(wrong))).faults)
                .containsExactly(FrameFault.BAD_CHECKSUM);
    }

    @Test
    void anUnknownEscapeIsTold() {
        assertThat(Frames.split(Unpooled.wrappedBuffer(Frames.bytes("7E00027D0500007E"))).faults)
                .containsExactly(FrameFault.BAD_ESCAPE);
        assertThat(Frames.split(Unpooled.wrappedBuffer(Frames.bytes("7E00027D7E"))).faults)
                .containsExactly(FrameFault.BAD_ESCAPE);
    }

    @Test
    void anEndlessFrameIsToldWhileItRunsAndTheNextMessageIsRead() {
        ByteBuf endless = Unpooled.buffer().writeByte(0x7E).writeZero(5000);
        Frames.Recorder recorder =
                Frames.split(endless, Unpooled.wrappedBuffer(Frames.bytes("7E" + Frames.F1_HEARTBEAT)));
        assertThat(recorder.faults).hasSize(4).containsOnly(FrameFault.TOO_LONG);
        assertThat(recorder.messages).hasSize(1);
    }

    @Test
    void theLongestMessageFits() {
        byte[] longest = Frames.message2013(0x0900, 1, 0, NO_PACKET, new byte[1023]);
        assertThat(Frames.split(Frames.escaped(longest)).messages).hasSize(1);
    }

    @Test
    void headersThatLieAreTold() {
        MessageView view = new MessageView();
        assertThat(view.read(new byte[12], 12)).contains(FrameFault.TOO_SHORT);
        byte[] lying = Frames.message2013(2, 0, 0, NO_PACKET, new byte[4]);
        assertThat(view.read(lying, lying.length - 1)).contains(FrameFault.BAD_LENGTH);
        byte[] packetZero = Frames.message2013(0x0704, 0, 1 << 13, new byte[] {0, 3, 0, 0}, new byte[4]);
        assertThat(view.read(packetZero, packetZero.length)).contains(FrameFault.BAD_PACKET_NUMBER);
        byte[] beyond = Frames.message2013(0x0704, 0, 1 << 13, new byte[] {0, 3, 0, 4}, new byte[4]);
        assertThat(view.read(beyond, beyond.length)).contains(FrameFault.BAD_PACKET_NUMBER);
        byte[] encrypted = Frames.message2013(0x0200, 0, 1 << 10, NO_PACKET, new byte[4]);
        assertThat(view.read(encrypted, encrypted.length)).isEmpty();
        assertThat(view.encrypted()).isTrue();
    }

    private static void readAsEverything(MessageView view) {
        expectAtMostMalformed(() -> Registration.read(view));
        expectAtMostMalformed(() -> Authentication.read(view));
        expectAtMostMalformed(() -> DriverIdentity.read(view.bytes(), view.bodyAt(), view.bodyLength()));
        expectAtMostMalformed(
                () -> TerminalAttributes.read(view.bytes(), view.bodyAt(), view.bodyLength(), view.year()));
        expectAtMostMalformed(() -> TerminalReply.read(view));
        expectAtMostMalformed(() -> {
            LocationView location = new LocationView().read(view.bytes(), view.bodyAt(), view.bodyLength());
            location.mileageMetres();
            location.forEachItem(
                    (id, bytes, at, length) -> assertThat(at + length).isLessThan(bytes.length));
        });
        expectAtMostMalformed(() -> {
            LocationBatch batch = new LocationBatch().read(view.bytes(), view.bodyAt(), view.bodyLength());
            for (int i = 0; i < batch.count(); i++) {
                batch.location(view.bytes(), view.bodyAt(), i).longitude();
            }
        });
    }

    private static void expectAtMostMalformed(Runnable read) {
        try {
            read.run();
        } catch (MalformedMessageException expected) {
            assertThat(expected).hasMessageMatching(".+");
        }
    }

    private static ByteBuf[] cutAnywhere(ByteBuf wire, Random random) {
        List<ByteBuf> pieces = new ArrayList<>();
        while (wire.isReadable()) {
            pieces.add(wire.readBytes(Math.min(wire.readableBytes(), 1 + random.nextInt(200))));
        }
        wire.release();
        return pieces.toArray(ByteBuf[]::new);
    }
}
