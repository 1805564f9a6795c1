package cn.haihe.ops.city.jt808;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Collects one message byte by byte, then puts checksum, escapes and flags around it. Used by one thread. */
final class FrameWriter {
    static final Charset GBK = Charset.forName("GBK");
    private static final ZoneOffset DEVICE_ZONE = ZoneOffset.ofHours(8);

    private final byte[] message = new byte[2048];
    private int length;

    void begin() {
        length = 0;
    }

    int position() {
        return length;
    }

    void u8(int value) {
        message[length++] = (byte) value;
    }

    void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    void u32(long value) {
        unsigned(value, 4);
    }

    void unsigned(long value, int widthBytes) {
        for (int shift = 8 * (widthBytes - 1); shift >= 0; shift -= 8) {
            u8((int) (value >>> shift));
        }
    }

    void putU16(int position, int value) {
        message[position] = (byte) (value >>> 8);
        message[position + 1] = (byte) value;
    }

    void bcd(String digits, int widthBytes) {
        for (int i = digits.length() - 2 * widthBytes; i < digits.length(); i += 2) {
            u8(digitAt(digits, i) << 4 | digitAt(digits, i + 1));
        }
    }

    private static int digitAt(String digits, int index) {
        return index < 0 ? 0 : Character.digit(digits.charAt(index), 16);
    }

    void bcdTime(Instant time) {
        ZonedDateTime local = time.atZone(DEVICE_ZONE);
        bcdByte(local.getYear() % 100);
        bcdByte(local.getMonthValue());
        bcdByte(local.getDayOfMonth());
        bcdByte(local.getHour());
        bcdByte(local.getMinute());
        bcdByte(local.getSecond());
    }

    private void bcdByte(int value) {
        u8(value / 10 << 4 | value % 10);
    }

    void text(String text) {
        for (byte b : text.getBytes(GBK)) {
            u8(b);
        }
    }

    void padded(String text, int widthBytes) {
        byte[] bytes = text.getBytes(GBK);
        for (int i = 0; i < widthBytes; i++) {
            u8(i < bytes.length ? bytes[i] : 0);
        }
    }

    void finishTo(Buffer out) {
        int checksum = 0;
        for (int i = 0; i < length; i++) {
            checksum ^= message[i];
        }
        u8(checksum);
        out.appendByte((byte) 0x7E);
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (message[i] == 0x7E || message[i] == 0x7D) {
                out.appendBytes(message, from, i - from);
                out.appendByte((byte) 0x7D).appendByte((byte) (message[i] - 0x7C));
                from = i + 1;
            }
        }
        out.appendBytes(message, from, length - from).appendByte((byte) 0x7E);
    }
}
