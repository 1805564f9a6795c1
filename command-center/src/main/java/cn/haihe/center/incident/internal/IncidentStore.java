package cn.haihe.center.incident.internal;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentEffect;
import cn.haihe.center.incident.IncidentKind;
import cn.haihe.map.city.Names;
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
import java.util.OptionalDouble;

/** Incidents in PostgreSQL, those that are over too. */
@ApplicationScoped
class IncidentStore {
    private static final String COLUMNS = """
            number, kind, effect, speed_cap_kmh, segment_ids, place, begins_at, until, reason_zh, reason_en, created_by,
            created_at, changed_by, changed_at, ended_at, revision
            """;
    private static final String INSERT = """
            INSERT INTO incident (kind, effect, speed_cap_kmh, segment_ids, place, begins_at, until, reason_zh, reason_en,
                created_by, created_at, changed_by, changed_at, revision)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11, 1) RETURNING
            """ + COLUMNS;
    private static final String UPDATE = """
            UPDATE incident SET kind = $1, effect = $2, speed_cap_kmh = $3, segment_ids = $4, place = $5, begins_at = $6,
                until = $7, reason_zh = $8, reason_en = $9, changed_by = $10, changed_at = $11, revision = revision + 1
            WHERE number = $12 AND ended_at IS NULL AND (until IS NULL OR until > $11)
                AND ($13::integer IS NULL OR revision = $13) RETURNING
            """ + COLUMNS;
    private static final String END = """
            UPDATE incident SET ended_at = $2, changed_by = $3, changed_at = $2, revision = revision + 1
            WHERE number = $1 AND ended_at IS NULL AND (until IS NULL OR until > $2) RETURNING
            """ + COLUMNS;

    /** Which incidents a list is of; {@code $1} is the moment. */
    enum Which {
        OPEN("ended_at IS NULL AND (until IS NULL OR until > $1)"),
        ACTIVE("ended_at IS NULL AND begins_at <= $1 AND (until IS NULL OR until > $1)"),
        SCHEDULED("ended_at IS NULL AND begins_at > $1"),
        OVER("(ended_at IS NOT NULL OR until <= $1)"),
        ALL("$1::timestamptz IS NOT NULL");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    private final Pool pool;

    IncidentStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Incident> add(Draft draft, String by, Instant at) {
        return pool.preparedQuery(INSERT)
                .execute(tuple(draft, by, at))
                .map(rows -> first(rows).orElseThrow());
    }

    /** @return empty where it is over, unknown, or not of that revision any more */
    Uni<Optional<Incident>> change(long number, Draft draft, String by, Instant at) {
        Tuple values = tuple(draft, by, at).addValue(number);
        values.addValue(draft.revision().isPresent() ? draft.revision().getAsInt() : null);
        return pool.preparedQuery(UPDATE).execute(values).map(IncidentStore::first);
    }

    /** @return empty where it is over or unknown */
    Uni<Optional<Incident>> end(long number, String by, Instant at) {
        return pool.preparedQuery(END).execute(Tuple.of(number, utc(at), by)).map(IncidentStore::first);
    }

    Uni<Optional<Incident>> find(long number) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM incident WHERE number = $1")
                .execute(Tuple.of(number))
                .map(IncidentStore::first);
    }

    /** Newest first, those with a lower number than {@code before}. */
    Uni<List<Incident>> list(Which which, Instant at, long before, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM incident WHERE " + which.condition
                        + " AND number < $2 ORDER BY number DESC LIMIT $3")
                .execute(Tuple.of(utc(at), before, limit))
                .map(rows -> {
                    List<Incident> found = new ArrayList<>();
                    rows.forEach(row -> found.add(read(row)));
                    return found;
                });
    }

    private static Tuple tuple(Draft draft, String by, Instant at) {
        return Tuple.tuple()
                .addValue(draft.kind().name())
                .addValue(draft.effect().name())
                .addValue(draft.speedCapKmh().isPresent() ? draft.speedCapKmh().getAsDouble() : null)
                .addValue(draft.segmentIds().toArray(String[]::new))
                .addValue(draft.place().orElse(null))
                .addValue(utc(draft.from()))
                .addValue(draft.until().map(IncidentStore::utc).orElse(null))
                .addValue(draft.reason().zh())
                .addValue(draft.reason().en())
                .addValue(by)
                .addValue(utc(at));
    }

    private static Optional<Incident> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    private static Incident read(Row row) {
        Double cap = row.getDouble("speed_cap_kmh");
        return new Incident(
                row.getLong("number"),
                IncidentKind.valueOf(row.getString("kind")),
                IncidentEffect.valueOf(row.getString("effect")),
                cap == null ? OptionalDouble.empty() : OptionalDouble.of(cap),
                List.of(row.getArrayOfStrings("segment_ids")),
                Optional.ofNullable(row.getString("place")),
                row.getOffsetDateTime("begins_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("until")).map(OffsetDateTime::toInstant),
                new Names(row.getString("reason_zh"), row.getString("reason_en")),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("changed_by"),
                row.getOffsetDateTime("changed_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant),
                row.getInteger("revision"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
