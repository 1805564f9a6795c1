package cn.haihe.card.exchange;

import cn.haihe.card.record.RecordBlock;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Reads a batch file from its beginning to its end in bounded memory, whatever its size. Records are handed out as they come;
 * only {@link #verify} says whether the file was whole and its sender's, so it must come before any money moves: read once to
 * verify, then again to clear.
 */
public final class BatchFileReader implements Closeable {
    private static final int LINES_AT_ONCE = 2_048;

    private final InputStream in;
    private final BatchHeader header;
    private final RecordParser parser;
    private final SM3Digest digest = new SM3Digest();
    private final byte[] buffer = new byte[LINES_AT_ONCE * BatchLines.BYTES];
    private int at;
    private int end;
    private boolean ended;
    private boolean hasRest;
    private long records;
    private long amountFen;
    private byte[] trailerLine;

    /**
     * Takes over the stream and reads the header.
     *
     * @param institutionCodes what {@link RecordBlock#issuer} counts in
     * @throws UnfitBatchException where it is no batch file
     */
    public BatchFileReader(InputStream in, List<String> institutionCodes) throws IOException {
        this.in = in;
        parser = new RecordParser(institutionCodes);
        if (!fill()) {
            throw new UnfitBatchException(BatchFault.NOT_A_BATCH_FILE, "it is shorter than a line");
        }
        byte[] line = line();
        header = BatchLines.readHeader(line);
        digest.update(line, 0, line.length);
    }

    public BatchHeader header() {
        return header;
    }

    /** Records read so far. */
    public long records() {
        return records;
    }

    /**
     * Empties the block and fills it with the records that follow.
     *
     * @return false where there are no more, and the block stays empty
     */
    public boolean next(RecordBlock block) throws IOException {
        block.clear(records + 1);
        while (!block.isFull() && trailerLine == null && (at < end || fill())) {
            if (buffer[at] == 'T') {
                trailerLine = line();
                break;
            }
            int lines = Math.min((end - at) / BatchLines.BYTES, block.capacity() - block.size);
            int first = at;
            for (int i = 0; i < lines && buffer[at] != 'T'; i++) {
                parser.parse(buffer, at, block);
                amountFen += Math.max(0, block.amountFen[block.size - 1]);
                at += BatchLines.BYTES;
            }
            digest.update(buffer, first, at - first);
        }
        records += block.size;
        return block.size > 0;
    }

    /** Leaves out the first records, right after opening: a file that is read from there on cannot be verified. */
    public void skip(long count) throws IOException {
        long bytes = count * BatchLines.BYTES;
        long buffered = Math.min(bytes, end - at);
        at += (int) buffered;
        in.skipNBytes(bytes - buffered);
        records = count;
    }

    /**
     * What the file says of itself holds, after the last record.
     *
     * @param isSignedBySender whether the signature of this key version over this line is the sender's
     * @throws UnfitBatchException where anything does not
     */
    public BatchTrailer verify(SignatureCheck isSignedBySender) throws IOException {
        if (trailerLine == null || !(at < end || fill())) {
            throw new UnfitBatchException(BatchFault.TRUNCATED, "it ends after " + records + " records");
        }
        BatchTrailer trailer = BatchLines.readTrailer(trailerLine, line());
        if (at < end || fill() || hasRest) {
            throw new UnfitBatchException(BatchFault.TRAILING_DATA, "something follows the signature");
        }
        hold(
                trailer.records() == records,
                BatchFault.COUNT_DIFFERS,
                trailer.records() + " told, " + records + " there");
        hold(
                trailer.amountFen() == amountFen,
                BatchFault.SUM_DIFFERS,
                trailer.amountFen() + " told, " + amountFen + " there");
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        hold(trailer.digest().equals(HexFormat.of().formatHex(hash)), BatchFault.DIGEST_DIFFERS, "SM3 of its lines");
        isSignedBySender.check(header.sender(), trailer.keyVersion(), trailerLine, trailer.signature());
        return trailer;
    }

    private static void hold(boolean holds, BatchFault fault, String detail) {
        if (!holds) {
            throw new UnfitBatchException(fault, detail);
        }
    }

    private byte[] line() {
        byte[] line = new byte[BatchLines.BYTES];
        System.arraycopy(buffer, at, line, 0, line.length);
        at += line.length;
        return line;
    }

    /** Reads whole lines. @return false where not even one is left */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        at = 0;
        int read = in.readNBytes(buffer, 0, buffer.length);
        ended = read < buffer.length;
        hasRest = read % BatchLines.BYTES != 0;
        end = read - read % BatchLines.BYTES;
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Knows the senders' keys. */
    @FunctionalInterface
    public interface SignatureCheck {
        /** @throws UnfitBatchException with {@code UNKNOWN_KEY} or {@code WRONG_SIGNATURE} */
        void check(String sender, int keyVersion, byte[] signed, String signature);
    }
}
