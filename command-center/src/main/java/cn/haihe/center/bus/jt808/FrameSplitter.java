package cn.haihe.center.bus.jt808;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts the bytes of one connection into messages, however TCP split them.
 *
 * <p>Bytes are unescaped into a scratch array that connections of one event loop share; only an unfinished message is
 * kept here between two reads, so that a quiet connection holds a few dozen bytes.
 */
public final class FrameSplitter {
    /** Header of 2019 with packet numbers, the longest body, checksum. */
    public static final int LONGEST = 21 + 1023 + 1;

    private static final byte FLAG = 0x7E;
    private static final byte ESCAPE = 0x7D;
    private static final byte[] NOTHING = new byte[0];

    private byte[] carried = NOTHING;
    private boolean inEscape;
    private FrameFault fault;

    /** @return an array large enough for {@link #accept} */
    public static byte[] newScratch() {
        return new byte[LONGEST];
    }

    /** Reads all of {@code in}, without retaining it. */
    public void accept(ByteBuf in, byte[] scratch, FrameSink sink) {
        int length = carried.length;
        System.arraycopy(carried, 0, scratch, 0, length);
        int end = in.writerIndex();
        for (int i = in.readerIndex(); i < end; i++) {
            byte b = in.getByte(i);
            if (b == FLAG) {
                if (length > 0 || fault != null || inEscape) {
                    finish(scratch, length, sink);
                }
                length = 0;
                inEscape = false;
                fault = null;
            } else if (inEscape) {
                inEscape = false;
                if (b != 1 && b != 2) {
                    fault = fault == null ? FrameFault.BAD_ESCAPE : fault;
                }
                length = append(scratch, length, (byte) (ESCAPE + b - 1), sink);
            } else if (b == ESCAPE) {
                inEscape = true;
            } else {
                length = append(scratch, length, b, sink);
            }
        }
        in.readerIndex(end);
        carried = length == 0 ? NOTHING : Arrays.copyOf(scratch, length);
    }

    private int append(byte[] scratch, int length, byte b, FrameSink sink) {
        if (length == LONGEST) {
            // Told at once and again for every so many bytes: an endless frame must not go unseen.
            sink.fault(FrameFault.TOO_LONG, scratch, length);
            fault = FrameFault.TOO_LONG;
            scratch[0] = b;
            return 1;
        }
        scratch[length] = b;
        return length + 1;
    }

    private void finish(byte[] scratch, int length, FrameSink sink) {
        if (fault == FrameFault.TOO_LONG) {
            return;
        }
        if (fault != null || inEscape) {
            sink.fault(FrameFault.BAD_ESCAPE, scratch, length);
            return;
        }
        int checksum = 0;
        for (int i = 0; i < length; i++) {
            checksum ^= scratch[i];
        }
        if (checksum != 0) {
            sink.fault(FrameFault.BAD_CHECKSUM, scratch, length);
        } else {
            sink.frame(scratch, length);
        }
    }
}
