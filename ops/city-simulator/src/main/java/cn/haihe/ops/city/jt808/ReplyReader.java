package cn.haihe.ops.city.jt808;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Cuts the centre's bytes into messages, however TCP split them, and reads the replies. A message with a wrong
 * checksum or impossible lengths is counted and passed over. Used by one thread.
 */
public final class ReplyReader {
    private static final int LONGEST_MESSAGE_BYTES = 2048;

    private final Consumer<CenterReply> replies;
    private final byte[] message = new byte[LONGEST_MESSAGE_BYTES];
    private int length;
    private boolean escaped;
    private boolean tooLong;
    private long unreadable;

    public ReplyReader(Consumer<CenterReply> replies) {
        this.replies = replies;
    }

    /** Messages passed over so far. */
    public long unreadable() {
        return unreadable;
    }

    public void accept(Buffer bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            accept(bytes.getByte(i));
        }
    }

    private void accept(byte b) {
        if (b == 0x7E) {
            if (length > 0) {
                finish();
            }
            length = 0;
            escaped = false;
            tooLong = false;
        } else if (length == LONGEST_MESSAGE_BYTES) {
            tooLong = true;
        } else if (escaped) {
            message[length++] = (byte) (b + 0x7C);
            escaped = false;
        } else if (b == 0x7D) {
            escaped = true;
        } else {
            message[length++] = b;
        }
    }

    private void finish() {
        int checksum = 0;
        for (int i = 0; i < length; i++) {
            checksum ^= message[i];
        }
        int bodyAt = length > 2 && (message[2] & 1 << 6) != 0 ? 17 : 12;
        int bodyBytes = length - bodyAt - 1;
        if (tooLong || escaped || checksum != 0 || bodyBytes < 0 || (u16(2) & 0x3FF) != bodyBytes) {
            unreadable++;
            return;
        }
        int id = u16(0);
        if (id == 0x8001 && bodyBytes >= 5) {
            replies.accept(new CenterReply.General(u16(bodyAt), u16(bodyAt + 2), message[bodyAt + 4] & 0xFF));
        } else if (id == 0x8100 && bodyBytes >= 3) {
            String code = new String(message, bodyAt + 3, bodyBytes - 3, FrameWriter.GBK);
            replies.accept(new CenterReply.Registration(u16(bodyAt), message[bodyAt + 2] & 0xFF, code));
        } else {
            replies.accept(new CenterReply.Other(id, u16(bodyAt - 2)));
        }
    }

    private int u16(int at) {
        return (message[at] & 0xFF) << 8 | message[at + 1] & 0xFF;
    }
}
