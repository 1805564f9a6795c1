package cn.haihe.signal.fieldbus.gbt20999.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CodecProperties {
    private static final int MAX_FRAME_BYTES = 8192;

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("frames") Frame frame) {
        assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(new Decoded.Good(frame));
    }

    @Property(tries = 300)
    void tcpCarriesFramesInAnyPieces(@ForAll("frames") Frame first, @ForAll("frames") Frame second, @ForAll long seed) {
        List<Decoded> got = new ArrayList<>();
        FrameSplitter splitter = new FrameSplitter(FrameCodec.LONGEST_BYTES, got::add);
        Random random = new Random(seed);
        for (Frame frame : List.of(first, second)) {
            byte[] line = Escape.escape(FrameCodec.encode(frame));
            for (int at = 0; at < line.length; ) {
                int piece = Math.min(line.length - at, 1 + random.nextInt(40));
                splitter.accept(Arrays.copyOfRange(line, at, at + piece));
                at += piece;
            }
        }
        assertThat(got).containsExactly(new Decoded.Good(first), new Decoded.Good(second));
    }

    @Property(tries = 500)
    void oneWrongByteIsNeverTakenForAFrame(@ForAll("frames") Frame frame, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = FrameCodec.encode(frame);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        assertThat(FrameCodec.decode(bytes)).isInstanceOf(Decoded.Bad.class);
    }

    @Property(tries = 300)
    void rubbishNeverThrowsAndAGoodFrameBehindItIsFound(@ForAll long seed, @ForAll("frames") Frame frame) {
        Random random = new Random(seed);
        List<Decoded> got = new ArrayList<>();
        FrameSplitter splitter = new FrameSplitter(MAX_FRAME_BYTES, got::add);
        byte[] rubbish = new byte[random.nextInt(3000)];
        random.nextBytes(rubbish);
        FrameCodec.decode(rubbish);
        splitter.accept(rubbish);
        // A frame cut by a start byte or by an escape at the rubbish's end may be lost, the next one never is.
        byte[] line = Escape.escape(FrameCodec.encode(frame));
        splitter.accept(line);
        splitter.accept(line);
        assertThat(got).endsWith(new Decoded.Good(frame));
    }

    @Property(tries = 20)
    void anOversizedFrameIsReportedOnceAndKeptOut(@ForAll @IntRange(min = 0, max = 20_000) int extra) {
        List<Decoded> got = new ArrayList<>();
        FrameSplitter splitter = new FrameSplitter(MAX_FRAME_BYTES, got::add);
        byte[] endless = new byte[MAX_FRAME_BYTES + 1 + extra];
        endless[0] = FrameCodec.START;
        splitter.accept(endless);
        assertThat(got).containsExactly(new Decoded.Bad(FrameDefect.TOO_LONG));
    }

    @Property
    void chainsComeBackInBothOrders(@ForAll("chains") int[] chain, @ForAll ChainOrder order) {
        int[] back = Chain.decode(Chain.encode(chain, 16, 2, order), 2, order);
        assertThat(back).isEqualTo(Arrays.copyOf(chain, 16));
    }

    @Provide
    Arbitrary<int[]> chains() {
        return Arbitraries.integers().between(1, 0xFFFF).array(int[].class).ofMaxSize(16);
    }

    @Provide
    Arbitrary<Frame> frames() {
        Arbitrary<Integer> oneByte = Arbitraries.integers().between(0, 255);
        Arbitrary<DataValue> value = Combinators.combine(oneByte, oneByte, oneByte, oneByte, oneByte, values())
                .as((index, dataClass, object, attribute, element, bytes) ->
                        new DataValue(index, new Address(dataClass, object, attribute, element), bytes));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 0xFFFF),
                        oneByte,
                        Arbitraries.longs().between(0, 0xFFFFFFFFL),
                        oneByte,
                        oneByte,
                        Arbitraries.of(FrameType.class),
                        value.list().ofMaxSize(20))
                .as((version, host, controller, road, sequence, type, list) ->
                        Frame.of(version, host, controller, road, sequence, type, list));
    }

    /** Rich in the bytes that must be escaped. */
    private static Arbitrary<byte[]> values() {
        Arbitrary<Byte> special = Arbitraries.of((byte) 0x7E, (byte) 0x7D, (byte) 0x5C);
        return Arbitraries.oneOf(special, Arbitraries.bytes())
                .array(byte[].class)
                .ofMaxSize(60);
    }
}
