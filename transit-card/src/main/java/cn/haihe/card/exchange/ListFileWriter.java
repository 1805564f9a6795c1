package cn.haihe.card.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Writes a list file, signed by the centre, in bounded memory however long the list is. See {@link ListLines}. */
public final class ListFileWriter {
    private static final int LINES_AT_ONCE = 2_048;

    private final OutputStream out;
    private final SM3Digest digest = new SM3Digest();
    private final byte[] buffer = new byte[LINES_AT_ONCE * ListLines.CHANGE_BYTES];
    private final ChinaSeconds seconds = new ChinaSeconds();
    private int at;
    private long changes;

    public ListFileWriter(OutputStream out, ListHeader header) throws IOException {
        this.out = out;
        byte[] line = ListLines.header(header);
        digest.update(line, 0, line.length);
        out.write(line);
    }

    /** @param reason two digits */
    public void write(long subject, boolean listed, long effectiveEpochSecond, String reason) throws IOException {
        if (at == buffer.length) {
            flush();
        }
        buffer[at] = 'C';
        Ascii.putDecimal(buffer, at + ListLines.SUBJECT, 19, subject);
        buffer[at + ListLines.LISTED] = (byte) (listed ? 'L' : 'U');
        Ascii.putDecimal(buffer, at + ListLines.EFFECTIVE, 14, seconds.digits(effectiveEpochSecond));
        Ascii.putText(buffer, at + ListLines.REASON, 2, reason);
        buffer[at + ListLines.CHANGE_BYTES - 1] = '\n';
        at += ListLines.CHANGE_BYTES;
        changes++;
    }

    /** Writes trailer and signature; nothing may follow. */
    public void finish(String privateKey, int keyVersion) throws IOException {
        flush();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        byte[] trailer = ListLines.trailer(changes, HexFormat.of().formatHex(hash));
        out.write(trailer);
        out.write(ListLines.signature(keyVersion, Sm2.sign(privateKey, trailer)));
        out.flush();
    }

    private void flush() throws IOException {
        digest.update(buffer, 0, at);
        out.write(buffer, 0, at);
        at = 0;
    }
}
