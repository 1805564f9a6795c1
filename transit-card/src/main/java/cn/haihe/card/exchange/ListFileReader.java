package cn.haihe.card.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Reads a list file as {@link ListFileWriter} writes it: what an acquirer's side does with it. Nothing holds before {@link #verify}. */
public final class ListFileReader {
    private static final int LINE_BYTES_MAX = 512;

    private final InputStream in;
    private final ListHeader header;
    private final SM3Digest digest = new SM3Digest();
    private byte[] trailer;
    private long changes;

    /** @throws UnfitBatchException where it is no list file */
    public ListFileReader(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        byte[] line = line();
        header = ListLines.readHeader(line);
        digest.update(line, 0, line.length);
    }

    public ListHeader header() {
        return header;
    }

    /** The next change; empty after the last. */
    public Optional<ListLine> next() throws IOException {
        byte[] line = line();
        if (line[0] == 'T') {
            trailer = line;
            return Optional.empty();
        }
        digest.update(line, 0, line.length);
        return Optional.of(ListLines.readChange(line, ++changes));
    }

    /**
     * After the last change.
     *
     * @throws UnfitBatchException where it is not whole, or not signed with this key
     */
    public void verify(String publicKey) throws IOException {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        ListLines.checkTrailer(trailer, changes, HexFormat.of().formatHex(hash));
        String signature = ListLines.readSignature(line());
        if (!Sm2.isSigned(publicKey, trailer, signature)) {
            throw new UnfitBatchException(BatchFault.WRONG_SIGNATURE, "not signed by the centre");
        }
        if (in.read() >= 0) {
            throw new UnfitBatchException(BatchFault.TRAILING_DATA, "something follows its signature");
        }
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(ListLines.TRAILER_BYTES);
        for (int one = in.read(); one >= 0; one = in.read()) {
            line.write(one);
            if (one == '\n') {
                return line.toByteArray();
            }
            if (line.size() > LINE_BYTES_MAX) {
                throw new UnfitBatchException(BatchFault.NOT_A_BATCH_FILE, "a line is longer than any of a list");
            }
        }
        throw new UnfitBatchException(BatchFault.TRUNCATED, "it ends after " + changes + " changes");
    }
}
