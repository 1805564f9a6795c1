package cn.haihe.center.bus.jt808;

import java.util.HexFormat;

/**
 * What a terminal is made of (0x0107).
 *
 * @param typeBits fitness: bit 0 passenger vehicles, 1 dangerous goods, 2 freight, 3 taxi, 6 recorder, 7 split unit
 * @param simId the SIM card's number (ICCID), twenty digits
 * @param gnssBits bit 0 GPS, 1 BeiDou, 2 GLONASS, 3 Galileo
 */
public record TerminalAttributes(
        int typeBits,
        String maker,
        String model,
        String terminalId,
        String simId,
        String hardwareVersion,
        String firmwareVersion,
        int gnssBits,
        int radioBits) {
    public static TerminalAttributes read(byte[] bytes, int bodyAt, int bodyLength, ProtocolYear year) {
        boolean of2019 = year == ProtocolYear.Y2019;
        BodyReader body = new BodyReader(bytes, bodyAt, bodyLength);
        return new TerminalAttributes(
                body.u16(),
                body.padded(of2019 ? 11 : 5),
                body.padded(of2019 ? 30 : 20),
                body.padded(of2019 ? 30 : 7),
                HexFormat.of().formatHex(body.raw(10)),
                body.padded(body.u8()),
                body.padded(body.u8()),
                body.u8(),
                body.u8());
    }
}
