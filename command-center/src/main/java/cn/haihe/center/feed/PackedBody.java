package cn.haihe.center.feed;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.source.RecordBatch;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body as it was sent, with the coding that its header names. */
final class PackedBody {
    private PackedBody() {}

    /**
     * @param contentEncoding null, {@code identity} or {@code gzip}
     * @throws ProblemException 415 {@code unknown-encoding}, 400 {@code malformed-body}, 413 {@code body-too-large} where it is
     *     too large unpacked
     */
    static byte[] unpack(byte[] body, String contentEncoding) {
        if (contentEncoding == null || contentEncoding.strip().equalsIgnoreCase("identity")) {
            return body;
        }
        if (!contentEncoding.strip().equalsIgnoreCase("gzip")) {
            throw new ProblemException(
                    415, "unknown-encoding", "Unknown encoding", "A body may be plain or packed by gzip.");
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body == null ? new byte[0] : body))) {
            byte[] plain = in.readNBytes(RecordBatch.BODY_BYTES_MAX + 1);
            if (plain.length > RecordBatch.BODY_BYTES_MAX) {
                throw RecordBatch.tooLarge();
            }
            return plain;
        } catch (ZipException | EOFException e) {
            throw new ProblemException(400, "malformed-body", "Malformed body", "The body is not whole as gzip.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
