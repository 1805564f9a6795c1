package cn.haihe.ops.city.jt808;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Writes the messages of one JT/T 808 terminal as framed bytes, and numbers them. Each method returns the serial that
 * the reply of the centre will name. Used by one thread.
 */
public final class TerminalMessages {
    private static final int VERSION_FLAG = 1 << 14;

    private final ProtocolYear year;
    private final String phone;
    private final FrameWriter writer = new FrameWriter();
    private int nextSerial;

    /** @param phone decimal digits, at most 12 in 2013 and 20 in 2019; shorter ones are padded on the left */
    public TerminalMessages(ProtocolYear year, String phone) {
        this(year, phone, 0);
    }

    public TerminalMessages(ProtocolYear year, String phone, int firstSerial) {
        if (!phone.matches("\\d{1," + 2 * year.phoneBytes + "}")) {
            throw new IllegalArgumentException("not a terminal phone of " + year + ": " + phone);
        }
        this.year = year;
        this.phone = phone;
        this.nextSerial = firstSerial & 0xFFFF;
    }

    public String phone() {
        return phone;
    }

    public int register(Buffer out, TerminalIdentity identity) {
        int serial = begin(0x0100);
        writer.u16(identity.provinceCode());
        writer.u16(identity.cityCode());
        writer.padded(identity.maker(), year.makerBytes);
        writer.padded(identity.model(), year.modelBytes);
        writer.padded(identity.terminalId(), year.terminalIdBytes);
        writer.u8(identity.plateColour());
        writer.text(identity.plate());
        return end(out, serial);
    }

    /** @param imei and {@code softwareVersion} travel in 2019 only */
    public int authenticate(Buffer out, String code, String imei, String softwareVersion) {
        int serial = begin(0x0102);
        if (year == ProtocolYear.Y2019) {
            writer.u8(code.getBytes(FrameWriter.GBK).length);
            writer.text(code);
            writer.padded(imei, 15);
            writer.padded(softwareVersion, 20);
        } else {
            writer.text(code);
        }
        return end(out, serial);
    }

    public int heartbeat(Buffer out) {
        return end(out, begin(0x0002));
    }

    public int logout(Buffer out) {
        return end(out, begin(0x0003));
    }

    public int location(Buffer out, TerminalFix fix) {
        int serial = begin(0x0200);
        writeFix(fix);
        return end(out, serial);
    }

    /**
     * Several fixes in one message (0x0704).
     *
     * @param fixes one to thirty without items
     * @param blindArea true when they are sent after the link was lost
     */
    public int batch(Buffer out, List<TerminalFix> fixes, boolean blindArea) {
        int serial = begin(0x0704);
        writer.u16(fixes.size());
        writer.u8(blindArea ? 1 : 0);
        for (TerminalFix fix : fixes) {
            int at = writer.position();
            writer.u16(0);
            writeFix(fix);
            writer.putU16(at, writer.position() - at - 2);
        }
        return end(out, serial);
    }

    private void writeFix(TerminalFix fix) {
        long status = fix.statusBits() | (fix.lat() < 0 ? 1 << 2 : 0) | (fix.lon() < 0 ? 1 << 3 : 0);
        writer.u32(fix.alarmBits());
        writer.u32(status);
        writer.u32(Math.round(Math.abs(fix.lat()) * 1e6));
        writer.u32(Math.round(Math.abs(fix.lon()) * 1e6));
        writer.u16(fix.altitudeMetres());
        writer.u16((int) Math.round(fix.speedKmh() * 10));
        writer.u16(fix.directionDegrees());
        writer.bcdTime(fix.deviceTime());
        for (AdditionalItem item : fix.items()) {
            writer.u8(item.id());
            writer.u8(item.widthBytes());
            writer.unsigned(item.value(), item.widthBytes());
        }
    }

    private int begin(int messageId) {
        int serial = nextSerial;
        nextSerial = serial + 1 & 0xFFFF;
        writer.begin();
        writer.u16(messageId);
        writer.u16(0);
        if (year == ProtocolYear.Y2019) {
            writer.u8(1);
        }
        writer.bcd(phone, year.phoneBytes);
        writer.u16(serial);
        return serial;
    }

    private int end(Buffer out, int serial) {
        int headerBytes = year == ProtocolYear.Y2019 ? 17 : 12;
        int bodyBytes = writer.position() - headerBytes;
        if (bodyBytes > 1023) {
            throw new IllegalArgumentException("a body of " + bodyBytes + " bytes does not fit one message");
        }
        writer.putU16(2, bodyBytes | (year == ProtocolYear.Y2019 ? VERSION_FLAG : 0));
        writer.finishTo(out);
        return serial;
    }
}
