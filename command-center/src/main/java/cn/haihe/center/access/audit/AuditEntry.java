package cn.haihe.center.access.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An event at its place in the chain.
 *
 * @param seq from 1, without gaps
 * @param at when the act ended, whole microseconds
 * @param previousHash hash of entry {@code seq - 1}; of the first, {@link AuditChain#GENESIS}
 * @param hash SHA-256 in hexadecimal over all of the others
 */
public record AuditEntry(long seq, UUID eventId, Instant at, AuditEvent event, String previousHash, String hash) {}
