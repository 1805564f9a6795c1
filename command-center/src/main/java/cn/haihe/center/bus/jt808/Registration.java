package cn.haihe.center.bus.jt808;

/**
 * What a terminal says of itself (0x0100).
 *
 * @param provinceCode first two digits of the administrative code
 * @param cityCode last four digits of the administrative code
 * @param plateColour 0 no plate, 1 blue, 2 yellow, 3 black, 4 white, 9 other
 * @param plate the plate, or the vehicle identification number when the colour is 0
 */
public record Registration(
        int provinceCode, int cityCode, String maker, String model, String terminalId, int plateColour, String plate) {
    /** A body shorter than this has the fields of 2011: the standard has no flag for it. */
    private static final int SHORTEST_2013 = 37;

    public static Registration read(MessageView message) {
        return read(message.bytes(), message.bodyAt(), message.bodyLength(), message.year());
    }

    static Registration read(byte[] bytes, int at, int length, ProtocolYear year) {
        boolean of2019 = year == ProtocolYear.Y2019;
        boolean of2011 = !of2019 && length < SHORTEST_2013;
        BodyReader body = new BodyReader(bytes, at, length);
        return new Registration(
                body.u16(),
                body.u16(),
                body.padded(of2019 ? 11 : 5),
                body.padded(of2019 ? 30 : of2011 ? 8 : 20),
                body.padded(of2019 ? 30 : 7),
                body.u8(),
                body.rest());
    }
}
