package cn.haihe.center.duty.internal;

import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.Passage;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.priority.Crossing;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Duties in PostgreSQL, those that are over too. */
@ApplicationScoped
class DutyStore {
    private static final String COLUMNS = """
            number, kind, name, vehicle, reason, cruise_kmh, state, line, crossings, created_by, created_at, started_by,
            approved_by, started_at, expires_at, ended_at, ended_why, designs, passages
            """;
    private static final String INSERT = """
            INSERT INTO duty (kind, name, vehicle, reason, cruise_kmh, state, line, crossings, created_by, created_at,
                started_by, started_at, expires_at, designs)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING
            """ + COLUMNS;
    private static final String START = """
            UPDATE duty SET state = 'ACTIVE', started_by = $2, approved_by = $3, started_at = $4
            WHERE number = $1 AND state IN ('PLANNED', 'WAITS_FOR_SECOND') RETURNING
            """ + COLUMNS;
    private static final String STATE =
            "UPDATE duty SET state = $3 WHERE number = $1 AND state = $2 RETURNING " + COLUMNS;
    private static final String END = """
            UPDATE duty SET state = 'ENDED', ended_at = $2, ended_why = $3 WHERE number = $1 AND ended_at IS NULL RETURNING
            """ + COLUMNS;

    private final Pool pool;

    DutyStore(Pool pool) {
        this.pool = pool;
    }

    /** The number of the given one is ignored; the answer has the real one. */
    Uni<Duty> add(Duty duty) {
        Tuple row = Tuple.tuple()
                .addValue(duty.kind().name())
                .addValue(duty.name())
                .addValue(duty.vehicle())
                .addValue(duty.reason())
                .addValue(duty.cruiseKmh())
                .addValue(duty.state().name())
                .addValue(duty.line().toText())
                .addValue(text(duty.crossings()))
                .addValue(duty.createdBy())
                .addValue(utc(duty.createdAt()))
                .addValue(duty.startedBy().orElse(null))
                .addValue(duty.startedAt().map(DutyStore::utc).orElse(null))
                .addValue(utc(duty.expiresAt()))
                .addValue(text(duty.designs()));
        return pool.preparedQuery(INSERT).execute(row).map(rows -> first(rows).orElseThrow());
    }

    Uni<Optional<Duty>> start(long number, String by, Optional<String> approvedBy, Instant at) {
        return pool.preparedQuery(START)
                .execute(Tuple.of(number, by, approvedBy.orElse(null), utc(at)))
                .map(DutyStore::first);
    }

    Uni<Optional<Duty>> move(long number, Duty.State from, Duty.State to) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(number, from.name(), to.name()))
                .map(DutyStore::first);
    }

    /** An emergency vehicle takes another way. */
    Uni<Void> changeWay(Duty duty) {
        return pool.preparedQuery("UPDATE duty SET line = $2, crossings = $3, designs = $4, passages = ''"
                        + " WHERE number = $1 AND ended_at IS NULL")
                .execute(Tuple.of(duty.number(), duty.line().toText(), text(duty.crossings()), text(duty.designs())))
                .replaceWithVoid();
    }

    Uni<Void> putPassages(long number, List<Passage> passages) {
        return pool.preparedQuery("UPDATE duty SET passages = $2 WHERE number = $1")
                .execute(Tuple.of(number, PassageText.of(passages)))
                .replaceWithVoid();
    }

    Uni<List<Duty>> endedSince(Instant moment) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM duty WHERE ended_at >= $1 AND started_at IS NOT NULL")
                .execute(Tuple.of(utc(moment)))
                .map(DutyStore::all);
    }

    Uni<Optional<Duty>> end(long number, Instant at, String why) {
        return pool.preparedQuery(END).execute(Tuple.of(number, utc(at), why)).map(DutyStore::first);
    }

    Uni<List<Duty>> open() {
        return pool.query("SELECT " + COLUMNS + " FROM duty WHERE ended_at IS NULL ORDER BY number")
                .execute()
                .map(DutyStore::all);
    }

    Uni<Optional<Duty>> find(long number) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM duty WHERE number = $1")
                .execute(Tuple.of(number))
                .map(DutyStore::first);
    }

    /** Newest first, those with a lower number than {@code before}. */
    Uni<List<Duty>> list(boolean onlyOpen, long before, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM duty WHERE number < $1"
                        + (onlyOpen ? " AND ended_at IS NULL" : "") + " ORDER BY number DESC LIMIT $2")
                .execute(Tuple.of(before, limit))
                .map(DutyStore::all);
    }

    private static List<Duty> all(RowSet<Row> rows) {
        List<Duty> all = new ArrayList<>();
        rows.forEach(row -> all.add(read(row)));
        return all;
    }

    private static Optional<Duty> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    private static Duty read(Row row) {
        return new Duty(
                row.getLong("number"),
                Duty.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("vehicle"),
                row.getString("reason"),
                row.getDouble("cruise_kmh"),
                Duty.State.valueOf(row.getString("state")),
                line(row.getString("line")),
                crossings(row.getString("crossings")),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getString("started_by")),
                Optional.ofNullable(row.getString("approved_by")),
                Optional.ofNullable(row.getOffsetDateTime("started_at")).map(OffsetDateTime::toInstant),
                row.getOffsetDateTime("expires_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("ended_why")),
                designs(row.getString("designs")),
                PassageText.read(row.getString("passages")));
    }

    private static LineString line(String text) {
        try {
            return (LineString) new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalStateException("a stored way is none", e);
        }
    }

    private static String text(List<Crossing> crossings) {
        return crossings.stream()
                .map(crossing -> crossing.junctionId() + ":" + crossing.movement() + ":" + crossing.stopLineMetres()
                        + ":" + crossing.clearMetres())
                .collect(Collectors.joining(" "));
    }

    private static List<Crossing> crossings(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(part -> part.split(":"))
                        .map(part -> new Crossing(
                                part[0],
                                Integer.parseInt(part[1]),
                                Double.parseDouble(part[2]),
                                Double.parseDouble(part[3])))
                        .toList();
    }

    private static String text(Map<String, Fingerprint> designs) {
        return designs.entrySet().stream()
                .map(one -> one.getKey() + ":" + one.getValue().column())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Fingerprint> designs(String text) {
        return text.isEmpty()
                ? Map.of()
                : Arrays.stream(text.split(" "))
                        .map(part -> part.split(":"))
                        .collect(Collectors.toMap(part -> part[0], part -> Fingerprint.of(part[1])));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
