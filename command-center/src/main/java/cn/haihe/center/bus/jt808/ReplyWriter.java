package cn.haihe.center.bus.jt808;

import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * Writes what the centre answers to one terminal, in the edition and under the phone that the terminal used, and
 * numbers it. The bytes are appended to a buffer of the caller. Used by one event loop.
 */
public final class ReplyWriter {
    private static final byte FLAG = 0x7E;
    private static final byte ESCAPE = 0x7D;
    private static final int VERSION_FLAG = 1 << 14;

    private final ProtocolYear year;
    private final byte[] phoneBytes;
    private final byte[] message;
    private int length;
    private int nextSerial;

    /**
     * @param phoneBytes as they stand in the terminal's header
     * @param scratch at least {@link FrameSplitter#LONGEST} bytes; may be shared by the writers of an event loop, not
     *     with the splitter
     */
    public ReplyWriter(ProtocolYear year, byte[] phoneBytes, byte[] scratch) {
        this.year = year;
        this.phoneBytes = phoneBytes;
        this.message = scratch;
    }

    /** 0x8001. */
    public void generalReply(ByteBuf out, int serial, int messageId, ReplyResult result) {
        begin(MessageIds.GENERAL_REPLY);
        u16(serial);
        u16(messageId);
        u8(result.ordinal());
        end(out);
    }

    /** 0x8100 with the authentication code. */
    public void registered(ByteBuf out, int serial, String code) {
        begin(MessageIds.REGISTER_REPLY);
        u16(serial);
        u8(RegisterResult.OK.ordinal());
        raw(code.getBytes(BodyReader.GBK));
        end(out);
    }

    /** 0x8100 without a code. */
    public void registerRefused(ByteBuf out, int serial, RegisterResult result) {
        if (result == RegisterResult.OK) {
            throw new IllegalArgumentException("a registration is not refused with OK");
        }
        begin(MessageIds.REGISTER_REPLY);
        u16(serial);
        u8(result.ordinal());
        end(out);
    }

    /** 0x8004. */
    public void serverTime(ByteBuf out, Instant now) {
        begin(MessageIds.SERVER_TIME_REPLY);
        BcdTime.write(now, message, length);
        length += 6;
        end(out);
    }

    /**
     * 0x8003: asks for packets that did not come.
     *
     * @param firstSerial the serial of packet 1
     * @param packetNumbers at most 255, the most that 2013 can ask for at once
     */
    public void askForPackets(ByteBuf out, int firstSerial, int[] packetNumbers) {
        begin(MessageIds.MISSING_PACKETS);
        u16(firstSerial);
        int asked = Math.min(packetNumbers.length, 255);
        if (year == ProtocolYear.Y2019) {
            u16(asked);
        } else {
            u8(asked);
        }
        for (int i = 0; i < asked; i++) {
            u16(packetNumbers[i]);
        }
        end(out);
    }

    private void begin(int messageId) {
        length = 0;
        u16(messageId);
        u16(0);
        if (year == ProtocolYear.Y2019) {
            u8(1);
        }
        raw(phoneBytes);
        u16(nextSerial);
        nextSerial = nextSerial + 1 & 0xFFFF;
    }

    private void end(ByteBuf out) {
        int bodyLength = length - year.headerBytes;
        int properties = bodyLength | (year == ProtocolYear.Y2019 ? VERSION_FLAG : 0);
        message[2] = (byte) (properties >>> 8);
        message[3] = (byte) properties;
        byte checksum = 0;
        for (int i = 0; i < length; i++) {
            checksum ^= message[i];
        }
        message[length++] = checksum;
        out.writeByte(FLAG);
        for (int i = 0; i < length; i++) {
            byte b = message[i];
            if (b == FLAG || b == ESCAPE) {
                out.writeByte(ESCAPE);
                out.writeByte(b - ESCAPE + 1);
            } else {
                out.writeByte(b);
            }
        }
        out.writeByte(FLAG);
    }

    private void raw(byte[] bytes) {
        System.arraycopy(bytes, 0, message, length, bytes.length);
        length += bytes.length;
    }

    private void u8(int value) {
        message[length++] = (byte) value;
    }

    private void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }
}
