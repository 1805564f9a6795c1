package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Bytes that somebody may send for frames, the same for the same seed: random ones, real frames with a few bytes changed,
 * cut, repeated or put in, and real frames whose values were changed and whose length and check are right again.
 */
public final class FuzzFrames {
    private static final int LONGEST_RANDOM = 80;
    private static final long FIRED_AT = 0x000C48FC;
    private final Random random;
    private final List<byte[]> real;

    public FuzzFrames(long seed) {
        random = new Random(seed);
        real = Stream.concat(
                        GoldenVectorsTest.all().map(HexFormat.of()::parseHex),
                        Stream.of(Item.values()).map(FuzzFrames::answerOf))
                .toList();
    }

    /** An answer that tells the item of three rows. */
    private static byte[] answerOf(Item item) {
        ValueList values = new ValueList();
        for (int row = 0; row < 3; row++) {
            byte[] value = new byte[item.hasFixedSize() ? item.bytes() : 12];
            Arrays.fill(value, (byte) ('A' + row));
            values.bytes(item, row, value);
        }
        return FrameCodec.encode(Frame.of(0x0100, 5, FIRED_AT, 1, 7, FrameType.QUERY_REPLY, values.list()));
    }

    public byte[] next() {
        int kind = random.nextInt(8);
        byte[] frame = real.get(random.nextInt(real.size())).clone();
        return switch (kind) {
            case 0 -> randomBytes();
            case 1, 2 -> changed(frame);
            case 3 -> cut(frame);
            case 4 -> withMore(frame);
            default -> resealed(changed(frame));
        };
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(LONGEST_RANDOM)];
        random.nextBytes(bytes);
        if (bytes.length > 2 && random.nextBoolean()) {
            bytes[0] = FrameCodec.START;
            bytes[bytes.length - 1] = FrameCodec.END;
        }
        return bytes;
    }

    private byte[] changed(byte[] frame) {
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
        }
        return frame;
    }

    private byte[] cut(byte[] frame) {
        int from = random.nextInt(frame.length);
        return Arrays.copyOfRange(frame, from, from + random.nextInt(frame.length - from));
    }

    private byte[] withMore(byte[] frame) {
        int at = random.nextInt(frame.length);
        byte[] more = randomBytes();
        byte[] longer = new byte[frame.length + more.length];
        System.arraycopy(frame, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(frame, at, longer, at + more.length, frame.length - at);
        return random.nextBoolean() ? resealed(longer) : longer;
    }

    /** Start, length, check and end as they should be: what is wrong is inside. */
    public static byte[] resealed(byte[] frame) {
        if (frame.length < FrameCodec.SHORTEST_BYTES) {
            return frame;
        }
        int size = frame.length;
        frame[0] = FrameCodec.START;
        frame[1] = (byte) (size - 4 >> 8);
        frame[2] = (byte) (size - 4);
        int check = Crc.of(frame, 1, size - 4);
        frame[size - 3] = (byte) (check >> 8);
        frame[size - 2] = (byte) check;
        frame[size - 1] = FrameCodec.END;
        return frame;
    }
}
