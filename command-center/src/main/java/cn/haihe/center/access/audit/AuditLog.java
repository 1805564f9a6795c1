package cn.haihe.center.access.audit;

import io.smallrye.mutiny.Uni;

/** Where every command leaves its record. Resource methods are better marked {@link Audited}. */
public interface AuditLog {
    /**
     * Ends when the record stands in the chain. Fails with a 503 problem ({@code audit-unavailable}) where the queue is
     * full, or the database has not taken it in time; a record once queued is still written when it can be.
     */
    Uni<Void> record(AuditEvent event);

    /**
     * To be called before an act that must leave a record.
     *
     * @throws cn.haihe.center.problem.ProblemException 503 {@code audit-unavailable} where none could be left now
     */
    void checkWritable();
}
