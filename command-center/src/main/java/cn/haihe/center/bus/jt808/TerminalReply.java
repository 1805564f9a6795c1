package cn.haihe.center.bus.jt808;

/**
 * A terminal's general reply (0x0001) to something the centre sent.
 *
 * @param result 0 ok, 1 failed, 2 bad message, 3 unsupported
 */
public record TerminalReply(int replySerial, int replyMessageId, int result) {
    public static TerminalReply read(MessageView message) {
        BodyReader body = new BodyReader(message.bytes(), message.bodyAt(), message.bodyLength());
        return new TerminalReply(body.u16(), body.u16(), body.u8());
    }
}
