package cn.haihe.card.exchange;

import cn.haihe.card.record.RecordReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Reads an answer file as {@link AnswerFileWriter} writes it: what an institution's side does with it. */
public final class AnswerFileReader {
    private final InputStream in;
    private final BatchHeader header;
    private final SM3Digest digest = new SM3Digest();
    private byte[] trailer;
    private long records;

    /** @throws UnfitBatchException where it is no answer file */
    public AnswerFileReader(InputStream in) throws IOException {
        this.in = in;
        byte[] line = line();
        header = AnswerLines.readHeader(line);
        digest.update(line, 0, line.length);
    }

    public BatchHeader header() {
        return header;
    }

    /** Of the next record; empty after the last. */
    public Optional<RecordAnswer> next() throws IOException {
        byte[] line = line();
        if (line[0] == 'T') {
            trailer = line;
            return Optional.empty();
        }
        digest.update(line, 0, line.length);
        long number = Ascii.decimal(line, 1, 10);
        Optional<RecordReason> reason = RecordReason.find(Ascii.text(line, AnswerLines.CODE, 2));
        long issuerFen = Ascii.hex(line, AnswerLines.ISSUER_FEN, 8);
        long acquirerFen = Ascii.hex(line, AnswerLines.ACQUIRER_FEN, 8);
        if (line[0] != 'A' || number != ++records || reason.isEmpty() || (issuerFen | acquirerFen) < 0) {
            throw new UnfitBatchException(BatchFault.COUNT_DIFFERS, "line " + records + " is no answer");
        }
        return Optional.of(new RecordAnswer(reason.get(), issuerFen, acquirerFen, other(line)));
    }

    private static RecordAnswer.Other other(byte[] line) {
        String sender = Ascii.text(line, AnswerLines.OTHER_SENDER, 11);
        if (sender.isEmpty()) {
            return null;
        }
        return new RecordAnswer.Other(
                sender,
                Ascii.text(line, AnswerLines.OTHER_NAME, 32),
                Math.max(0, Ascii.decimal(line, AnswerLines.OTHER_LINE, 10)));
    }

    /**
     * After the last record.
     *
     * @throws UnfitBatchException where it is not whole, or not signed with this key
     */
    public void verify(String publicKey) throws IOException {
        byte[] signature = line();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        String told = Ascii.text(trailer, 41, AnswerLines.DIGEST_DIGITS);
        int digits = (int) Math.max(0, Math.min(AnswerLines.BYTES - 10, Ascii.decimal(signature, 5, 4)));
        if (Ascii.decimal(trailer, 1, 10) != records) {
            throw new UnfitBatchException(BatchFault.COUNT_DIFFERS, records + " answers");
        }
        if (!told.equals(HexFormat.of().formatHex(hash))) {
            throw new UnfitBatchException(BatchFault.DIGEST_DIFFERS, "SM3 of its lines");
        }
        if (!Sm2.isSigned(publicKey, trailer, Ascii.text(signature, 9, digits))) {
            throw new UnfitBatchException(BatchFault.WRONG_SIGNATURE, "not signed by the centre");
        }
    }

    private byte[] line() throws IOException {
        byte[] line = new byte[AnswerLines.BYTES];
        if (in.readNBytes(line, 0, line.length) < line.length) {
            throw new UnfitBatchException(BatchFault.TRUNCATED, "it ends after " + records + " answers");
        }
        return line;
    }
}
