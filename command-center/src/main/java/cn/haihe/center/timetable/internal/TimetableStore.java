package cn.haihe.center.timetable.internal;

import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.center.timetable.StoredTimetable.State;
import cn.haihe.center.timetable.TimetableStanding;
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
import java.util.List;
import java.util.Optional;

/** Every edition of every timetable, in PostgreSQL. */
@ApplicationScoped
class TimetableStore {
    private static final String COLUMNS = """
            id, junction_id, content, reason, created_by, created_at, state, decided_by, decided_at, followed_at, design
            """;

    private final Pool pool;
    private final TimetableForm form;

    TimetableStore(Pool pool, TimetableForm form) {
        this.pool = pool;
        this.form = form;
    }

    Uni<StoredTimetable> add(
            String junctionId, String content, String reason, String by, Instant at, Fingerprint design) {
        return pool.preparedQuery("""
                        INSERT INTO signal_timetable (junction_id, content, reason, created_by, created_at, state, design)
                        VALUES ($1, $2, $3, $4, $5, 'DRAFT', $6) RETURNING
                        """ + COLUMNS)
                .execute(Tuple.of(junctionId, content, reason, by, utc(at), design.column()))
                .map(rows -> first(rows).orElseThrow());
    }

    /** @return empty where it is no draft any more */
    Uni<Optional<StoredTimetable>> submit(long id, long approvalId, Fingerprint design) {
        return pool.preparedQuery(
                        "UPDATE signal_timetable SET state = 'SUBMITTED', approval_id = $2, design = $3 WHERE id = $1 AND state IN ('DRAFT', 'REJECTED') RETURNING "
                                + COLUMNS)
                .execute(Tuple.of(id, approvalId, design.column()))
                .map(this::first);
    }

    /** It is in force from now on, and the one before it retired. */
    Uni<Optional<StoredTimetable>> approve(long id, long approvalId, String by, Instant at) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        UPDATE signal_timetable SET state = 'RETIRED' WHERE state = 'APPROVED' AND junction_id =
                            (SELECT junction_id FROM signal_timetable WHERE id = $1 AND state = 'SUBMITTED'
                                AND approval_id = $2)
                        """)
                .execute(Tuple.of(id, approvalId))
                .chain(() -> connection.preparedQuery("""
                                UPDATE signal_timetable SET state = 'APPROVED', decided_by = $2, decided_at = $3,
                                    followed_by = $2, followed_at = $3 WHERE id = $1 AND state = 'SUBMITTED'
                                        AND approval_id = $4 RETURNING
                                """ + COLUMNS).execute(Tuple.of(id, by, utc(at), approvalId)))
                .map(this::first));
    }

    Uni<Void> reject(long id, long approvalId, String by, Instant at) {
        return pool.preparedQuery(
                        "UPDATE signal_timetable SET state = 'REJECTED', decided_by = $2, decided_at = $3 WHERE id = $1 AND state = 'SUBMITTED' AND approval_id = $4")
                .execute(Tuple.of(id, by, utc(at), approvalId))
                .replaceWithVoid();
    }

    Uni<Optional<StoredTimetable>> follow(String junctionId, String by, Instant at) {
        return pool.preparedQuery(
                        "UPDATE signal_timetable SET followed_by = $2, followed_at = $3 WHERE junction_id = $1 AND state = 'APPROVED' RETURNING "
                                + COLUMNS)
                .execute(Tuple.of(junctionId, by, utc(at)))
                .map(this::first);
    }

    Uni<Optional<StoredTimetable>> find(long id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM signal_timetable WHERE id = $1")
                .execute(Tuple.of(id))
                .map(this::first);
    }

    Uni<List<StoredTimetable>> listApproved() {
        return pool.query("SELECT " + COLUMNS + " FROM signal_timetable WHERE state = 'APPROVED'")
                .execute()
                .map(this::all);
    }

    /** Newest first. */
    Uni<List<StoredTimetable>> list(String junctionId, int limit) {
        return pool.preparedQuery(
                        "SELECT " + COLUMNS + " FROM signal_timetable WHERE junction_id = $1 ORDER BY id DESC LIMIT $2")
                .execute(Tuple.of(junctionId, limit))
                .map(this::all);
    }

    Uni<Void> put(TimetableStanding standing) {
        return pool.preparedQuery("""
                        INSERT INTO signal_timetable_standing (junction_id, timetable_id, condition, detail, since)
                        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (junction_id) DO UPDATE SET
                            timetable_id = excluded.timetable_id, condition = excluded.condition, detail = excluded.detail,
                            since = excluded.since
                        """)
                .execute(Tuple.of(
                        standing.junctionId(),
                        standing.timetableId(),
                        standing.condition().name(),
                        standing.detail(),
                        utc(standing.since())))
                .replaceWithVoid();
    }

    private Optional<StoredTimetable> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private List<StoredTimetable> all(RowSet<Row> rows) {
        List<StoredTimetable> found = new ArrayList<>();
        for (Row row : rows) {
            String content = row.getString("content");
            found.add(new StoredTimetable(
                    row.getLong("id"),
                    row.getString("junction_id"),
                    form.parse(content),
                    content,
                    row.getString("reason"),
                    row.getString("created_by"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    State.valueOf(row.getString("state")),
                    Optional.ofNullable(row.getString("decided_by")),
                    moment(row, "decided_at"),
                    moment(row, "followed_at"),
                    Fingerprint.ofColumn(row.getString("design"))));
        }
        return found;
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
