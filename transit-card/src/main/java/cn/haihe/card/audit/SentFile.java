package cn.haihe.card.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.bouncycastle.crypto.digests.SM3Digest;

/** A batch file as it was sent, packed by gzip or not, line by line, with the digest (SM3) of what was read. */
final class SentFile implements AutoCloseable {
    private static final int LINE_BYTES = 192;
    private static final int GZIP = 0x1F8B;

    private final InputStream in;
    private final SM3Digest digest = new SM3Digest();
    private boolean isAtTrailer;

    SentFile(Path path) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 20);
        try {
            raw.mark(2);
            boolean packed = (raw.read() << 8 | raw.read()) == GZIP;
            raw.reset();
            in = packed ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 20) : raw;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * The next line, shorter where the file ends within it, empty at its end. All before the trailer count to the digest: a line
     * that is no record as well, which the books have as malformed.
     */
    String line() throws IOException {
        byte[] bytes = in.readNBytes(LINE_BYTES);
        isAtTrailer |= bytes.length < LINE_BYTES || bytes[0] == 'T';
        if (!isAtTrailer) {
            digest.update(bytes, 0, bytes.length);
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Whether the line that was read last is behind the records. */
    boolean isAtTrailer() {
        return isAtTrailer;
    }

    /** Once, after the last record. */
    String digest() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
