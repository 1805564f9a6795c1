package cn.haihe.center.approval.internal;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Approvals in PostgreSQL. A decision is taken by one statement, so that two people cannot both decide. */
@ApplicationScoped
class ApprovalStore {
    private static final String COLUMNS = """
            id, kind, subject, summary, reason, requested_by, requested_at, expires_at, state, decided_by, decided_at, note
            """;

    private final Pool pool;

    ApprovalStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Approval> add(Approvals.Request request, Instant at) {
        Tuple row = Tuple.tuple()
                .addValue(request.kind())
                .addValue(request.subject())
                .addValue(request.summary())
                .addValue(request.reason())
                .addValue(request.requestedBy())
                .addValue(utc(at))
                .addValue(utc(request.expiresAt()));
        return pool.preparedQuery("""
                        INSERT INTO approval (kind, subject, summary, reason, requested_by, requested_at, expires_at, state)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, 'PENDING') RETURNING
                        """ + COLUMNS)
                .execute(row)
                .map(rows -> first(rows).orElseThrow());
    }

    /** @return empty where it was decided before, its time ran out, or the same person asked for it and approves */
    Uni<Optional<Approval>> decide(long id, ApprovalState state, String by, Instant at, String note) {
        return pool.preparedQuery("""
                        UPDATE approval SET state = $2, decided_by = $3, decided_at = $4, note = $5
                        WHERE id = $1 AND state = 'PENDING' AND expires_at > $4
                            AND ($2 <> 'APPROVED' OR lower(requested_by) <> lower($3)) RETURNING
                        """ + COLUMNS)
                .execute(Tuple.of(id, state.name(), by, utc(at), note))
                .map(ApprovalStore::first);
    }

    Uni<Void> expire(Instant now) {
        return pool.preparedQuery("""
                        UPDATE approval SET state = 'EXPIRED', decided_by = 'clock', decided_at = $1
                        WHERE state = 'PENDING' AND expires_at <= $1
                        """).execute(Tuple.of(utc(now))).replaceWithVoid();
    }

    Uni<List<Approval>> listUntold(int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS
                        + " FROM approval WHERE NOT told AND state <> 'PENDING' ORDER BY id LIMIT $1")
                .execute(Tuple.of(limit))
                .map(ApprovalStore::all);
    }

    Uni<Void> told(long id) {
        return pool.preparedQuery("UPDATE approval SET told = true WHERE id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    Uni<Optional<Approval>> find(long id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM approval WHERE id = $1")
                .execute(Tuple.of(id))
                .map(ApprovalStore::first);
    }

    Uni<Optional<Approval>> find(String kind, String subject) {
        return pool.preparedQuery("SELECT " + COLUMNS
                        + " FROM approval WHERE kind = $1 AND subject = $2 ORDER BY id DESC LIMIT 1")
                .execute(Tuple.of(kind, subject))
                .map(ApprovalStore::first);
    }

    /** Newest first: those of these kinds, and those that one asked for. */
    Uni<List<Approval>> list(
            Collection<String> kinds, String requestedBy, boolean onlyPending, long before, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + """
                        FROM approval WHERE (kind = ANY($1) OR lower(requested_by) = lower($2))
                            AND ($3 OR state = 'PENDING') AND id < $4 ORDER BY id DESC LIMIT $5
                        """)
                .execute(Tuple.of(kinds.toArray(String[]::new), requestedBy, !onlyPending, before, limit))
                .map(ApprovalStore::all);
    }

    private static List<Approval> all(RowSet<Row> rows) {
        List<Approval> found = new ArrayList<>();
        rows.forEach(row -> found.add(read(row)));
        return found;
    }

    private static Optional<Approval> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static Approval read(Row row) {
        OffsetDateTime decidedAt = row.getOffsetDateTime("decided_at");
        return new Approval(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("summary"),
                row.getString("reason"),
                row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                ApprovalState.valueOf(row.getString("state")),
                decidedAt == null
                        ? Optional.empty()
                        : Optional.of(new Approval.Decision(
                                row.getString("decided_by"), decidedAt.toInstant(), row.getString("note"))));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
