package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Frames to bytes and back, as GB/T 20999-2017 has them over UDP. TCP and serial lines carry the same bytes escaped: see
 * {@link Escape}.
 */
public final class FrameCodec {
    public static final byte START = 0x7E;
    public static final byte END = 0x7D;
    /** Start, length, version, host, controller, road, sequence, type. */
    private static final int HEADER_BYTES = 13;

    private static final int TAIL_BYTES = 3;
    /** A heartbeat in the short form. */
    public static final int SHORTEST_BYTES = HEADER_BYTES + TAIL_BYTES;
    /** What the two bytes of the length field can tell. */
    public static final int LONGEST_BYTES = 0xFFFF + 4;

    private FrameCodec() {}

    /** @throws IllegalArgumentException where the values together do not fit into one frame */
    public static byte[] encode(Frame frame) {
        int size = SHORTEST_BYTES + (frame.counted() ? 1 : 0);
        for (DataValue value : frame.values()) {
            size += value.encodedBytes();
        }
        if (size > LONGEST_BYTES) {
            throw new IllegalArgumentException("a frame of " + size + " bytes");
        }
        byte[] out = new byte[size];
        out[0] = START;
        putShort(out, 1, size - 4);
        putShort(out, 3, frame.version());
        out[5] = (byte) frame.hostId();
        putInt(out, 6, (int) frame.controllerId());
        out[10] = (byte) frame.roadId();
        out[11] = (byte) frame.sequence();
        out[12] = (byte) frame.type().code();
        int at = HEADER_BYTES;
        if (frame.counted()) {
            out[at++] = (byte) frame.values().size();
        }
        for (DataValue value : frame.values()) {
            at = put(out, at, value);
        }
        putShort(out, at, Crc.of(out, 1, at - 1));
        out[at + 2] = END;
        return out;
    }

    private static int put(byte[] out, int at, DataValue value) {
        out[at] = (byte) value.index();
        out[at + 1] = (byte) (4 + value.value().length);
        putInt(out, at + 2, value.address().packed());
        System.arraycopy(value.value(), 0, out, at + 6, value.value().length);
        return at + value.encodedBytes();
    }

    /** Reads one frame that fills {@code bytes}. It never throws, whatever the bytes. */
    public static Decoded decode(byte[] bytes) {
        int size = bytes.length;
        if (size < SHORTEST_BYTES) {
            return new Decoded.Bad(FrameDefect.TOO_SHORT);
        }
        if (size > LONGEST_BYTES) {
            return new Decoded.Bad(FrameDefect.TOO_LONG);
        }
        if (bytes[0] != START || bytes[size - 1] != END) {
            return new Decoded.Bad(FrameDefect.NO_ENVELOPE);
        }
        if (getShort(bytes, 1) != size - 4) {
            return new Decoded.Bad(FrameDefect.WRONG_LENGTH);
        }
        if (Crc.of(bytes, 1, size - 4) != getShort(bytes, size - TAIL_BYTES)) {
            return new Decoded.Bad(FrameDefect.WRONG_CHECK);
        }
        Optional<FrameType> type = FrameType.find(bytes[12]);
        if (type.isEmpty()) {
            return new Decoded.Bad(FrameDefect.UNKNOWN_TYPE);
        }
        boolean counted = size > SHORTEST_BYTES;
        List<DataValue> values = counted ? values(bytes, size - TAIL_BYTES) : List.of();
        if (values == null || !counted && !type.get().isHeartbeat()) {
            return new Decoded.Bad(FrameDefect.WRONG_VALUES);
        }
        return new Decoded.Good(new Frame(
                getShort(bytes, 3),
                bytes[5] & 0xFF,
                getInt(bytes, 6) & 0xFFFFFFFFL,
                bytes[10] & 0xFF,
                bytes[11] & 0xFF,
                type.get(),
                values,
                counted));
    }

    /** Null where they do not fill the frame up to {@code end}: only {@link #decode} sees it. */
    private static List<DataValue> values(byte[] bytes, int end) {
        int count = bytes[HEADER_BYTES] & 0xFF;
        int at = HEADER_BYTES + 1;
        List<DataValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (at + 6 > end) {
                return null;
            }
            int length = bytes[at + 1] & 0xFF;
            if (length < 4 || at + 2 + length > end) {
                return null;
            }
            Address address =
                    new Address(bytes[at + 2] & 0xFF, bytes[at + 3] & 0xFF, bytes[at + 4] & 0xFF, bytes[at + 5] & 0xFF);
            values.add(new DataValue(bytes[at] & 0xFF, address, Arrays.copyOfRange(bytes, at + 6, at + 2 + length)));
            at += 2 + length;
        }
        return at == end ? values : null;
    }

    private static void putShort(byte[] out, int at, int number) {
        out[at] = (byte) (number >> 8);
        out[at + 1] = (byte) number;
    }

    private static void putInt(byte[] out, int at, int number) {
        putShort(out, at, number >>> 16);
        putShort(out, at + 2, number);
    }

    private static int getShort(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static int getInt(byte[] bytes, int at) {
        return getShort(bytes, at) << 16 | getShort(bytes, at + 2);
    }
}
