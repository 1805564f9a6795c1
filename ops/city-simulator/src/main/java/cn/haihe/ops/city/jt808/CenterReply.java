package cn.haihe.ops.city.jt808;

/** What the centre answers to a terminal. */
public sealed interface CenterReply {
    /**
     * 0x8100.
     *
     * @param result 0 registered, 1 vehicle already registered, 2 no such vehicle, 3 terminal already registered, 4 no
     *     such terminal
     * @param code the authentication code, empty unless registered
     */
    record Registration(int replySerial, int result, String code) implements CenterReply {}

    /**
     * 0x8001.
     *
     * @param result 0 accepted, 1 failed, 2 bad message, 3 unsupported, 4 alarm handled
     */
    record General(int replySerial, int replyMessageId, int result) implements CenterReply {}

    /** Any other message, as the centre numbered it. */
    record Other(int messageId, int serial) implements CenterReply {}
}
