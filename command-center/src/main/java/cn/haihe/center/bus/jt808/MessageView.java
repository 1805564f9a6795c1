package cn.haihe.center.bus.jt808;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the header of one message in place. One view serves an event loop: {@link #read} points it at the next
 * message, and nothing of it may be kept beyond the message.
 */
public final class MessageView {
    private static final int VERSION_FLAG = 1 << 14;
    private static final int SUB_PACKAGED_FLAG = 1 << 13;

    private byte[] bytes = new byte[0];
    private ProtocolYear year = ProtocolYear.Y2013;
    private int id;
    private int properties;
    private int serial;
    private int packetTotal;
    private int packetNumber;
    private int bodyAt;
    private int bodyLength;

    /**
     * @param length of header, body and checksum
     * @return what is wrong with the header, or empty when this view now shows the message
     */
    public Optional<FrameFault> read(byte[] message, int length) {
        if (length < ProtocolYear.Y2013.headerBytes + 1) {
            return Optional.of(FrameFault.TOO_SHORT);
        }
        bytes = message;
        id = u16(0);
        properties = u16(2);
        year = (properties & VERSION_FLAG) != 0 ? ProtocolYear.Y2019 : ProtocolYear.Y2013;
        bodyAt = year.headerBytes + (subPackaged() ? 4 : 0);
        if (length < bodyAt + 1) {
            return Optional.of(FrameFault.TOO_SHORT);
        }
        bodyLength = length - bodyAt - 1;
        if (bodyLength != (properties & 0x3FF)) {
            return Optional.of(FrameFault.BAD_LENGTH);
        }
        serial = u16(year.headerBytes - 2);
        packetTotal = subPackaged() ? u16(year.headerBytes) : 1;
        packetNumber = subPackaged() ? u16(year.headerBytes + 2) : 1;
        if (packetNumber == 0 || packetNumber > packetTotal) {
            return Optional.of(FrameFault.BAD_PACKET_NUMBER);
        }
        return Optional.empty();
    }

    public int id() {
        return id;
    }

    public ProtocolYear year() {
        return year;
    }

    public int serial() {
        return serial;
    }

    /** True where the body cannot be read without a key. */
    public boolean encrypted() {
        return (properties & 0x1C00) != 0;
    }

    public boolean subPackaged() {
        return (properties & SUB_PACKAGED_FLAG) != 0;
    }

    public int packetTotal() {
        return packetTotal;
    }

    /** Counts from 1. */
    public int packetNumber() {
        return packetNumber;
    }

    public String phone() {
        return TerminalPhone.read(bytes, phoneAt(), year.phoneBytes);
    }

    /** The phone's bytes as they stand in the header, to be compared by {@link #fromSamePhone}. */
    public byte[] phoneBytes() {
        return Arrays.copyOfRange(bytes, phoneAt(), phoneAt() + year.phoneBytes);
    }

    public boolean fromSamePhone(byte[] phoneBytes) {
        return Arrays.equals(bytes, phoneAt(), phoneAt() + year.phoneBytes, phoneBytes, 0, phoneBytes.length);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the body starts in {@link #bytes()}. */
    public int bodyAt() {
        return bodyAt;
    }

    public int bodyLength() {
        return bodyLength;
    }

    private int phoneAt() {
        return year.headerBytes - 2 - year.phoneBytes;
    }

    private int u16(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
