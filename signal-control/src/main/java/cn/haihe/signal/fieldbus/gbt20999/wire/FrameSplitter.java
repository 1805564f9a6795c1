package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the byte stream of a TCP link into frames. It keeps at most one frame of a stated size, finds its way back after
 * rubbish at the next start byte, and reports every defect. Not thread-safe: one per connection.
 */
public final class FrameSplitter {
    private static final int FIRST_BYTES = 256;

    private final int maxFrameBytes;
    private final Consumer<Decoded> sink;
    private byte[] buffer;
    private int size;
    private boolean inside;
    private boolean escaped;
    private boolean inGarbage;

    /** @param maxFrameBytes of the plain frame; a longer one is a {@link FrameDefect#TOO_LONG} and is left out */
    public FrameSplitter(int maxFrameBytes, Consumer<Decoded> sink) {
        this.maxFrameBytes = maxFrameBytes;
        this.sink = sink;
        buffer = new byte[Math.min(maxFrameBytes, FIRST_BYTES)];
    }

    public void accept(byte[] bytes) {
        for (byte b : bytes) {
            if (inside) {
                acceptInside(b);
            } else if (b == FrameCodec.START) {
                begin();
            } else if (!inGarbage) {
                inGarbage = true;
                sink.accept(new Decoded.Bad(FrameDefect.GARBAGE));
            }
        }
    }

    /** Bytes that it holds room for. */
    int capacity() {
        return buffer.length;
    }

    private void begin() {
        inside = true;
        inGarbage = false;
        escaped = false;
        size = 0;
        append(FrameCodec.START);
    }

    private void acceptInside(byte b) {
        if (escaped) {
            escaped = false;
            append(b);
        } else if (b == Escape.MARK) {
            escaped = true;
        } else if (b == FrameCodec.START) {
            sink.accept(new Decoded.Bad(FrameDefect.NO_ENVELOPE));
            begin();
        } else if (b == FrameCodec.END) {
            append(b);
            if (inside) {
                inside = false;
                sink.accept(FrameCodec.decode(Arrays.copyOf(buffer, size)));
            }
        } else {
            append(b);
        }
    }

    private void append(byte b) {
        if (size == maxFrameBytes) {
            inside = false;
            inGarbage = true;
            sink.accept(new Decoded.Bad(FrameDefect.TOO_LONG));
            return;
        }
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(maxFrameBytes, 2 * size));
        }
        buffer[size++] = b;
    }
}
