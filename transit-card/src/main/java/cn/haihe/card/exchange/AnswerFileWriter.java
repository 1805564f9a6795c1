package cn.haihe.card.exchange;

import cn.haihe.card.record.RecordReason.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Writes what became of each record of a batch file, signed by the centre, in bounded memory. See {@link AnswerLines}. */
public final class AnswerFileWriter {
    private static final int LINES_AT_ONCE = 2_048;

    private final OutputStream out;
    private final SM3Digest digest = new SM3Digest();
    private final byte[] buffer = new byte[LINES_AT_ONCE * AnswerLines.BYTES];
    private final byte[] blank = AnswerLines.blank('A');
    private final long[] outcomes = new long[Outcome.values().length];
    private int at;
    private long records;

    /** @param header of the batch that is answered, with the business day on which it was cleared and the moment of the answer */
    public AnswerFileWriter(OutputStream out, BatchHeader header) throws IOException {
        this.out = out;
        put(AnswerLines.header(header));
    }

    /** @param recordLine the line of the record in its batch, from {@code from} on */
    public void write(byte[] recordLine, int from, RecordAnswer answer) throws IOException {
        if (at == buffer.length) {
            flush();
        }
        System.arraycopy(blank, 0, buffer, at, AnswerLines.BYTES);
        records++;
        outcomes[answer.reason().outcome().ordinal()]++;
        Ascii.putDecimal(buffer, at + 1, 10, records);
        AnswerLines.copy(recordLine, from, buffer, at);
        Ascii.putText(buffer, at + AnswerLines.CODE, 2, answer.reason().code());
        Ascii.putHex(buffer, at + AnswerLines.ISSUER_FEN, 8, answer.issuerFen());
        Ascii.putHex(buffer, at + AnswerLines.ACQUIRER_FEN, 8, answer.acquirerFen());
        if (answer.other() != null) {
            Ascii.putText(
                    buffer, at + AnswerLines.OTHER_SENDER, 11, answer.other().sender());
            if (!answer.other().name().isEmpty()) {
                Ascii.putText(
                        buffer, at + AnswerLines.OTHER_NAME, 32, answer.other().name());
                Ascii.putDecimal(
                        buffer, at + AnswerLines.OTHER_LINE, 10, answer.other().line());
            }
        }
        at += AnswerLines.BYTES;
    }

    /** Writes trailer and signature; nothing may follow. */
    public void finish(String privateKey, int keyVersion) throws IOException {
        flush();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        byte[] trailer = AnswerLines.blank('T');
        Ascii.putDecimal(trailer, 1, 10, records);
        Ascii.putDecimal(trailer, 11, 10, outcomes[Outcome.ACCEPTED.ordinal()]);
        Ascii.putDecimal(trailer, 21, 10, outcomes[Outcome.REJECTED.ordinal()]);
        Ascii.putDecimal(trailer, 31, 10, outcomes[Outcome.SUSPENDED.ordinal()]);
        Ascii.putText(trailer, 41, AnswerLines.DIGEST_DIGITS, HexFormat.of().formatHex(hash));
        out.write(trailer);
        String signature = Sm2.sign(privateKey, trailer);
        byte[] line = AnswerLines.blank('S');
        Ascii.putDecimal(line, 1, 4, keyVersion);
        Ascii.putDecimal(line, 5, 4, signature.length());
        Ascii.putText(line, 9, signature.length(), signature);
        out.write(line);
        out.flush();
    }

    private void put(byte[] line) {
        System.arraycopy(line, 0, buffer, at, line.length);
        at += line.length;
    }

    private void flush() throws IOException {
        digest.update(buffer, 0, at);
        out.write(buffer, 0, at);
        at = 0;
    }
}
