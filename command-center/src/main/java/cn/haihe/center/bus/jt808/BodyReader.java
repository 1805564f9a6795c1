package cn.haihe.center.bus.jt808;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;

/** Reads the fields of a rarer message one after the other. */
final class BodyReader {
    static final Charset GBK = Charset.forName("GBK");

    private final byte[] bytes;
    private final int end;
    private int at;

    BodyReader(byte[] bytes, int at, int length) {
        this.bytes = bytes;
        this.at = at;
        this.end = at + length;
    }

    int remaining() {
        return end - at;
    }

    int u8() {
        return bytes[take(1)] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    /** The byte at a distance from here, without going there. */
    int peekU8(int distance) {
        if (distance >= remaining()) {
            throw new MalformedMessageException("body ends too early");
        }
        return bytes[at + distance] & 0xFF;
    }

    byte[] raw(int length) {
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    Instant time() {
        return Instant.ofEpochSecond(BcdTime.epochSecond(bytes, take(6)));
    }

    /** A text of fixed width without the zeros and blanks that fill it up at its end. */
    String padded(int widthBytes) {
        int from = take(widthBytes);
        int to = from + widthBytes;
        while (to > from && (bytes[to - 1] == 0 || bytes[to - 1] == ' ')) {
            to--;
        }
        return new String(bytes, from, to - from, GBK);
    }

    String rest() {
        return padded(remaining());
    }

    private int take(int length) {
        if (length > end - at) {
            throw new MalformedMessageException("body ends " + (length - (end - at)) + " bytes too early");
        }
        at += length;
        return at - length;
    }
}
