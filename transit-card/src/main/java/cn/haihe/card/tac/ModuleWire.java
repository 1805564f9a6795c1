package cn.haihe.card.tac;

import cn.haihe.card.record.RecordBlock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a security module and whoever asks it tell each other over TCP. The protocol is ours; makers of hardware modules have
 * their own. All numbers are big-endian. A frame is
 *
 * <pre>
 * magic "HHSM"(4) version 1 (1) kind(1) number(4) count(4) body
 * </pre>
 *
 * An asker opens with {@code HELLO}, whose body names the issuers, each as length(1) and ASCII: questions count in them. The
 * module answers it with {@code VERDICTS} of none. Then each {@code QUESTIONS} frame, entries of {@value #ENTRY_BYTES} bytes, is answered by
 * one {@code VERDICTS} frame of the same number, a byte an entry: 0 right, 1 wrong, 2 no such key.
 *
 * <pre>
 * issuer(1) keyVersion(1) algorithm(1) type(1) card(8) amountFen(4) psam(8) psamSequence(4) date(4) time(4) tac(4)
 * </pre>
 */
final class ModuleWire {
    static final byte HELLO = 0;
    static final byte QUESTIONS = 1;
    static final byte VERDICTS = 2;
    static final byte RIGHT = 0;
    static final byte WRONG = 1;
    static final byte NO_KEY = 2;
    static final int HEADER_BYTES = 14;
    static final int ENTRY_BYTES = 40;
    /** So that a frame fits into the buffers of a connection and sending it does not wait for the other side. */
    static final int ENTRIES_MAX = 2_048;

    static final int ISSUERS_MAX = 127;
    private static final int MAGIC = 0x4848534D;
    private static final byte VERSION = 1;

    private ModuleWire() {}

    /** A frame's header. */
    record Header(byte kind, int number, int count) {}

    static void putHeader(ByteBuffer to, byte kind, int number, int count) {
        to.putInt(MAGIC).put(VERSION).put(kind).putInt(number).putInt(count);
    }

    /** @throws IOException where it is none, or tells of more than may be in a frame */
    static Header header(ByteBuffer from) throws IOException {
        if (from.getInt() != MAGIC || from.get() != VERSION) {
            throw new IOException("not a frame of a security module");
        }
        Header header = new Header(from.get(), from.getInt(), from.getInt());
        if (header.count < 0 || header.count > ENTRIES_MAX) {
            throw new IOException("a frame of " + header.count + " entries");
        }
        return header;
    }

    static void put(ByteBuffer to, RecordBlock block, int place) {
        to.put((byte) block.issuer[place])
                .put(block.keyVersion[place])
                .put(block.algorithm[place])
                .put(block.type[place])
                .putLong(block.card[place])
                .putInt((int) block.amountFen[place])
                .putLong(block.psam[place])
                .putInt(block.psamSequence[place])
                .putInt(block.date[place])
                .putInt(block.time[place])
                .putInt(block.tac[place]);
    }

    static void get(ByteBuffer from, RecordBlock block, int place) {
        block.issuer[place] = from.get();
        block.keyVersion[place] = from.get();
        block.algorithm[place] = from.get();
        block.type[place] = from.get();
        block.card[place] = from.getLong();
        block.amountFen[place] = Integer.toUnsignedLong(from.getInt());
        block.psam[place] = from.getLong();
        block.psamSequence[place] = from.getInt();
        block.date[place] = from.getInt();
        block.time[place] = from.getInt();
        block.tac[place] = from.getInt();
    }

    static void putCodes(ByteBuffer to, List<String> issuerCodes) {
        for (String code : issuerCodes) {
            byte[] ascii = code.getBytes(StandardCharsets.US_ASCII);
            to.put((byte) ascii.length).put(ascii);
        }
    }

    static List<String> codes(InputStream in, int count) throws IOException {
        List<String> codes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.read();
            byte[] ascii = in.readNBytes(Math.max(0, length));
            if (length < 1 || length > 32 || ascii.length < length) {
                throw new EOFException("no issuers' codes");
            }
            codes.add(new String(ascii, StandardCharsets.US_ASCII));
        }
        return codes;
    }
}
