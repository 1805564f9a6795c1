package cn.haihe.signal.bench;

import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Escape;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameSplitter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How many frames a second one core encodes, escapes, splits and decodes. */
final class CodecRate {
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int ROUND = 1_000;

    private final List<Frame> frames;
    private long decoded;

    /** @param hex frames as they go over UDP */
    CodecRate(List<String> hex) {
        frames = hex.stream()
                .map(HexFormat.of()::parseHex)
                .map(bytes -> ((Decoded.Good) FrameCodec.decode(bytes)).frame())
                .toList();
    }

    long framesPerSecond() {
        run(WARM_UP_NANOS);
        return run(NANOS);
    }

    private long run(long nanos) {
        FrameSplitter splitter = new FrameSplitter(FrameCodec.LONGEST_BYTES, result -> {
            if (result instanceof Decoded.Good) {
                decoded++;
            }
        });
        decoded = 0;
        long sent = 0;
        long start = System.nanoTime();
        long now = start;
        while (now - start < nanos) {
            for (int i = 0; i < ROUND; i++) {
                splitter.accept(Escape.escape(FrameCodec.encode(frames.get(i % frames.size()))));
            }
            sent += ROUND;
            now = System.nanoTime();
        }
        if (decoded != sent) {
            throw new IllegalStateException(sent + " frames encoded, " + decoded + " decoded");
        }
        return Math.round(decoded * 1e9 / (now - start));
    }
}
