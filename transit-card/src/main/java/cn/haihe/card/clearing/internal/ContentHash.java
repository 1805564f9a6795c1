package cn.haihe.card.clearing.internal;

import cn.haihe.card.clearing.SubmittedBatch;
import cn.haihe.card.clearing.SubmittedTap;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over every field of a batch, each led by its length, so that no two contents read alike. */
final class ContentHash {
    private static final int ABSENT = -1;

    static String of(SubmittedBatch batch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                text(out, batch.acquirer());
                text(out, batch.businessDay().toString());
                out.writeInt(batch.taps().size());
                for (SubmittedTap tap : batch.taps()) {
                    tap(out, tap);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tap(DataOutputStream out, SubmittedTap tap) throws IOException {
        if (tap == null) {
            out.writeInt(ABSENT);
            return;
        }
        text(out, tap.recordId());
        text(out, tap.cardNumber());
        text(out, tap.cardCounter());
        text(out, tap.issuer());
        text(out, tap.amountFen());
        text(out, tap.occurredAt());
        text(out, tap.kind());
        text(out, tap.unreadable());
    }

    private static void text(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeInt(ABSENT);
            return;
        }
        byte[] utf8 = value.toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private ContentHash() {}
}
