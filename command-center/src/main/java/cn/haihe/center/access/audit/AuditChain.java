package cn.haihe.center.access.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * How audit entries are chained, so that a changed, removed or inserted one is found.
 *
 * <p>A hash is SHA-256 over: seq (8 bytes, big-endian), event id (16), time in microseconds since 1970 (8), then who,
 * from, action, target, outcome, detail and the previous hash, each as its length in bytes (4) and its UTF-8.
 */
public final class AuditChain {
    /** Stands for the hash before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private AuditChain() {}

    public static AuditEntry next(long seq, UUID eventId, Instant at, AuditEvent event, String previousHash) {
        return new AuditEntry(seq, eventId, at, event, previousHash, hash(seq, eventId, at, event, previousHash));
    }

    /** What is wrong with an entry that follows another; empty where nothing is. */
    public static Optional<ChainBreak> check(AuditEntry entry, long previousSeq, String previousHash) {
        if (entry.seq() != previousSeq + 1) {
            return Optional.of(ChainBreak.ENTRIES_MISSING);
        }
        if (!entry.previousHash().equals(previousHash)) {
            return Optional.of(ChainBreak.NOT_LINKED);
        }
        String expected = hash(entry.seq(), entry.eventId(), entry.at(), entry.event(), entry.previousHash());
        return entry.hash().equals(expected) ? Optional.empty() : Optional.of(ChainBreak.CHANGED);
    }

    private static String hash(long seq, UUID eventId, Instant at, AuditEvent event, String previousHash) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(seq);
            out.writeLong(eventId.getMostSignificantBits());
            out.writeLong(eventId.getLeastSignificantBits());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            for (String text : new String[] {
                event.who(),
                event.fromAddress(),
                event.action(),
                event.target(),
                event.outcome().name(),
                event.detail(),
                previousHash
            }) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** How an entry breaks the chain. */
    public enum ChainBreak {
        ENTRIES_MISSING,
        NOT_LINKED,
        CHANGED
    }
}
