package cn.haihe.center.access.audit.internal;

import cn.haihe.center.access.audit.AuditChain;
import cn.haihe.center.access.audit.AuditEntry;
import cn.haihe.center.access.audit.AuditEvent;
import cn.haihe.center.access.audit.AuditOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The chain in PostgreSQL. An advisory lock lets one hub at a time append, so that the chain never forks. */
@Singleton
public class AuditStore {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(714011)";
    private static final String HEAD = """
            SELECT seq, hash, EXISTS (SELECT 1 FROM audit_log WHERE event_id = $1) AS already
            FROM audit_log ORDER BY seq DESC LIMIT 1""";
    private static final String APPEND = """
            INSERT INTO audit_log (seq, event_id, at, who, from_address, action, target, outcome, detail,
                                   previous_hash, hash)
            SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
                                 $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])""";

    private final Pool pool;

    @Inject
    AuditStore(Pool pool) {
        this.pool = pool;
    }

    /** Appends all or none; appended again after an answer that got lost, it changes nothing. */
    Uni<Void> append(List<Pending> batch) {
        return pool.withTransaction(connection -> connection
                .query(LOCK)
                .execute()
                .chain(() -> connection
                        .preparedQuery(HEAD)
                        .execute(Tuple.of(batch.get(0).eventId())))
                .chain(head -> appendAfter(connection, head, batch)));
    }

    private static Uni<Void> appendAfter(SqlConnection connection, RowSet<Row> head, List<Pending> batch) {
        long seq = 0;
        String hash = AuditChain.GENESIS;
        if (head.size() > 0) {
            Row last = head.iterator().next();
            if (last.getBoolean("already")) {
                return Uni.createFrom().voidItem();
            }
            seq = last.getLong("seq");
            hash = last.getString("hash");
        }
        var entries = new ArrayList<AuditEntry>(batch.size());
        for (Pending pending : batch) {
            AuditEntry entry = AuditChain.next(++seq, pending.eventId(), pending.at(), pending.event(), hash);
            entries.add(entry);
            hash = entry.hash();
        }
        return connection.preparedQuery(APPEND).execute(columns(entries)).replaceWithVoid();
    }

    private static Tuple columns(List<AuditEntry> entries) {
        return Tuple.tuple()
                .addArrayOfLong(entries.stream().map(AuditEntry::seq).toArray(Long[]::new))
                .addArrayOfUUID(entries.stream().map(AuditEntry::eventId).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(entries.stream()
                        .map(e -> e.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(entries, e -> e.event().who()))
                .addArrayOfString(texts(entries, e -> e.event().fromAddress()))
                .addArrayOfString(texts(entries, e -> e.event().action()))
                .addArrayOfString(texts(entries, e -> e.event().target()))
                .addArrayOfString(texts(entries, e -> e.event().outcome().name()))
                .addArrayOfString(texts(entries, e -> e.event().detail()))
                .addArrayOfString(texts(entries, AuditEntry::previousHash))
                .addArrayOfString(texts(entries, AuditEntry::hash));
    }

    private static String[] texts(List<AuditEntry> entries, Function<AuditEntry, String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    /** Newest first, those before a seq, of one person and one action where asked. */
    public Uni<List<AuditEntry>> newest(long beforeSeq, Optional<String> who, Optional<String> action, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM audit_log
                        WHERE seq < $1 AND ($2::text IS NULL OR who = $2) AND ($3::text IS NULL OR action = $3)
                        ORDER BY seq DESC LIMIT $4""")
                .execute(Tuple.of(beforeSeq, who.orElse(null), action.orElse(null), limit))
                .map(AuditStore::entries);
    }

    /** In the order of the chain, those after a seq. */
    public Uni<List<AuditEntry>> following(long afterSeq, int limit) {
        return pool.preparedQuery("SELECT * FROM audit_log WHERE seq > $1 ORDER BY seq LIMIT $2")
                .execute(Tuple.of(afterSeq, limit))
                .map(AuditStore::entries);
    }

    private static List<AuditEntry> entries(RowSet<Row> rows) {
        var entries = new ArrayList<AuditEntry>(rows.size());
        for (Row row : rows) {
            var event = new AuditEvent(
                    row.getString("who"),
                    row.getString("from_address"),
                    row.getString("action"),
                    row.getString("target"),
                    AuditOutcome.valueOf(row.getString("outcome")),
                    row.getString("detail"));
            entries.add(new AuditEntry(
                    row.getLong("seq"),
                    row.getUUID("event_id"),
                    row.getOffsetDateTime("at").toInstant(),
                    event,
                    row.getString("previous_hash"),
                    row.getString("hash")));
        }
        return entries;
    }

    record Pending(UUID eventId, Instant at, AuditEvent event) {}
}
