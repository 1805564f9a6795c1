package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Arrays;

/**
 * The escaping of TCP and serial lines: 5C before each 7E, 7D and 5C that stands between start and end, check bytes
 * included. Length and check are those of the plain bytes.
 */
public final class Escape {
    public static final byte MARK = 0x5C;

    private Escape() {}

    /** @param frame a whole frame as {@link FrameCodec#encode} gives it */
    public static byte[] escape(byte[] frame) {
        int marks = 0;
        for (int i = 1; i < frame.length - 1; i++) {
            if (isSpecial(frame[i])) {
                marks++;
            }
        }
        if (marks == 0) {
            return frame;
        }
        byte[] out = new byte[frame.length + marks];
        int at = 0;
        for (int i = 0; i < frame.length; i++) {
            boolean inside = i > 0 && i < frame.length - 1;
            if (inside && isSpecial(frame[i])) {
                out[at++] = MARK;
            }
            out[at++] = frame[i];
        }
        return out;
    }

    /** The plain bytes of a frame that still has start and end; an escape byte at the very end stays as it is. */
    public static byte[] unescape(byte[] escaped) {
        byte[] out = new byte[escaped.length];
        int at = 0;
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] == MARK && i + 1 < escaped.length) {
                i++;
            }
            out[at++] = escaped[i];
        }
        return at == out.length ? out : Arrays.copyOf(out, at);
    }

    private static boolean isSpecial(byte b) {
        return b == FrameCodec.START || b == FrameCodec.END || b == MARK;
    }
}
