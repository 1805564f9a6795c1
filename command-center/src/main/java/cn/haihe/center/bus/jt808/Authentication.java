package cn.haihe.center.bus.jt808;

/**
 * A terminal's proof that it registered (0x0102).
 *
 * @param imei empty before 2019
 * @param softwareVersion empty before 2019
 */
public record Authentication(String code, String imei, String softwareVersion) {
    public static Authentication read(MessageView message) {
        BodyReader body = new BodyReader(message.bytes(), message.bodyAt(), message.bodyLength());
        if (message.year() == ProtocolYear.Y2013) {
            return new Authentication(body.rest(), "", "");
        }
        String code = body.padded(body.u8());
        String imei = body.padded(Math.min(15, body.remaining()));
        return new Authentication(code, imei, body.padded(Math.min(20, body.remaining())));
    }
}
