package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanEvent;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.plan.TimingPlan;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans, their history and what is desired, in PostgreSQL. A change and its line of history are one statement. */
@ApplicationScoped
class PlanStore {
    private static final String COLUMNS = """
            p.id, p.junction_id, p.number, p.cycle_seconds, p.offset_seconds, p.stages, p.origin, p.reason, p.created_by,
            p.created_at, p.state, p.approval_id, p.approved_by, p.approved_at, p.proven_at, p.fit, p.design
            """;

    private final Pool pool;

    PlanStore(Pool pool) {
        this.pool = pool;
    }

    /** With its first lines of history. */
    Uni<StoredPlan> add(
            String junctionId,
            TimingPlan plan,
            String origin,
            String reason,
            String by,
            Instant at,
            String verified,
            String compared,
            Fingerprint design) {
        Tuple row = Tuple.tuple()
                .addValue(junctionId)
                .addValue((short) plan.number())
                .addValue(plan.cycleSeconds())
                .addValue(plan.offsetSeconds())
                .addValue(StageText.of(plan.stages()))
                .addValue(origin)
                .addValue(reason)
                .addValue(by)
                .addValue(utc(at))
                .addValue(verified)
                .addValue(compared)
                .addValue(design.column());
        return pool.preparedQuery("""
                        WITH p AS (INSERT INTO signal_plan (junction_id, number, cycle_seconds, offset_seconds, stages,
                                origin, reason, created_by, created_at, state, design)
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'DRAFT', $12) RETURNING *),
                        e AS (INSERT INTO signal_plan_event (plan_id, at, who, what, why)
                            SELECT id, $9, line.who, line.what, line.why FROM p, (VALUES (1, $8, 'DRAFTED', $7),
                                (2, 'hub', 'VERIFIED', $10), (3, 'hub', 'COMPARED', $11)) AS line (n, who, what, why)
                            ORDER BY line.n)
                        SELECT
                        """ + COLUMNS + " FROM p")
                .execute(row)
                .map(rows -> first(rows).orElseThrow());
    }

    /** @return empty where the plan is in none of the states that it may come from */
    Uni<Optional<StoredPlan>> change(
            long id, Set<PlanState> from, PlanState to, Instant at, String who, PlanEvent.What what, String why) {
        Tuple row = Tuple.tuple()
                .addValue(id)
                .addValue(from.stream().map(Enum::name).toArray(String[]::new))
                .addValue(to.name())
                .addValue(utc(at))
                .addValue(who)
                .addValue(what.name())
                .addValue(why);
        return pool.preparedQuery("""
                        WITH p AS (UPDATE signal_plan SET state = $3,
                                proven_at = CASE $3 WHEN 'PROVEN' THEN $4 ELSE proven_at END,
                                fit = fit AND $3 <> 'REFUSED' AND $6 <> 'ROLLED_BACK'
                            WHERE id = $1 AND state = ANY($2) RETURNING *),
                        e AS (INSERT INTO signal_plan_event (plan_id, at, who, what, why) SELECT id, $4, $5, $6, $7 FROM p)
                        SELECT
                        """ + COLUMNS + " FROM p").execute(row).map(PlanStore::first);
    }

    /** @param forTimetable approved, it is not wanted at once */
    Uni<Optional<StoredPlan>> submit(
            long id, long approvalId, Instant at, String who, String why, boolean forTimetable) {
        return pool.preparedQuery("""
                        WITH p AS (UPDATE signal_plan SET state = 'SUBMITTED', approval_id = $2, for_timetable = $6
                            WHERE id = $1 AND state IN ('DRAFT', 'REJECTED', 'REFUSED', 'RETIRED') RETURNING *),
                        e AS (INSERT INTO signal_plan_event (plan_id, at, who, what, why)
                            SELECT id, $3, $4, 'SUBMITTED', $5 FROM p)
                        SELECT
                        """ + COLUMNS + " FROM p")
                .execute(Tuple.of(id, approvalId, utc(at), who, why, forTimetable))
                .map(PlanStore::first);
    }

    /** A line of history that changes nothing else. */
    Uni<Void> note(long id, Instant at, String who, PlanEvent.What what, String why) {
        return pool.preparedQuery(
                        "INSERT INTO signal_plan_event (plan_id, at, who, what, why) VALUES ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(id, utc(at), who, what.name(), why))
                .replaceWithVoid();
    }

    /** @return empty where the plan does not wait for this approval */
    Uni<Optional<StoredPlan>> reject(long id, long approvalId, Instant at, String who, String why) {
        return pool.preparedQuery("""
                        WITH p AS (UPDATE signal_plan SET state = 'REJECTED'
                            WHERE id = $1 AND state = 'SUBMITTED' AND approval_id = $2 RETURNING *),
                        e AS (INSERT INTO signal_plan_event (plan_id, at, who, what, why)
                            SELECT id, $3, $4, 'REJECTED', $5 FROM p)
                        SELECT
                        """ + COLUMNS + " FROM p")
                .execute(Tuple.of(id, approvalId, utc(at), who, why))
                .map(PlanStore::first);
    }

    /**
     * Has the centre want the plan: state, history and desire at once.
     *
     * @return empty where the plan is in none of the states that it may come from
     */
    Uni<Optional<Desired>> want(long id, Set<PlanState> from, Source source, String by, Instant at, String why) {
        return want(id, from, Optional.empty(), source, by, at, why);
    }

    /** @return empty where the plan does not wait for this approval, or is one that only a timetable runs */
    Uni<Optional<Desired>> wantApproved(long id, long approvalId, String by, Instant at, String why) {
        return want(id, Set.of(PlanState.SUBMITTED), Optional.of(approvalId), Source.ENGINEER, by, at, why);
    }

    private Uni<Optional<Desired>> want(
            long id, Set<PlanState> from, Optional<Long> approvalId, Source source, String by, Instant at, String why) {
        Tuple row = Tuple.tuple()
                .addValue(id)
                .addValue(from.stream().map(Enum::name).toArray(String[]::new))
                .addValue(source.name())
                .addValue(by)
                .addValue(utc(at))
                .addValue(why)
                .addValue(approvalId.orElse(null));
        return pool.preparedQuery("""
                        WITH p AS (UPDATE signal_plan SET state = 'APPROVED', fit = true,
                                approved_by = COALESCE(approved_by, $4), approved_at = COALESCE(approved_at, $5)
                            WHERE id = $1 AND state = ANY($2) AND ($7::bigint IS NULL OR approval_id = $7) RETURNING *),
                        e AS (INSERT INTO signal_plan_event (plan_id, at, who, what, why)
                            SELECT id, $5, $4, 'APPROVED', $6 FROM p),
                        d AS (INSERT INTO signal_desired AS d (junction_id, plan_id, source, set_by, set_at)
                            SELECT junction_id, id, $3, $4, $5 FROM p WHERE $7::bigint IS NULL OR NOT for_timetable
                            ON CONFLICT (junction_id) DO UPDATE SET plan_id = excluded.plan_id, source = excluded.source,
                                set_by = excluded.set_by, set_at = excluded.set_at,
                                before_plan_id = CASE WHEN d.plan_id = excluded.plan_id THEN d.before_plan_id
                                    ELSE d.plan_id END RETURNING d.*)
                        SELECT d.before_plan_id, d.source, d.set_by, d.set_at,
                        """ + COLUMNS + " FROM p JOIN d ON d.plan_id = p.id")
                .execute(row)
                .map(PlanStore::firstDesired);
    }

    /** Only the desire, by the clock of a timetable: the plan and its history stay as they are. */
    Uni<Optional<Desired>> follow(long id, String by, Instant at) {
        return pool.preparedQuery("""
                        WITH d AS (INSERT INTO signal_desired AS d (junction_id, plan_id, source, set_by, set_at)
                            SELECT junction_id, id, 'TIMETABLE', $2, $3 FROM signal_plan
                                WHERE id = $1 AND approved_at IS NOT NULL AND fit
                            ON CONFLICT (junction_id) DO UPDATE SET plan_id = excluded.plan_id, source = excluded.source,
                                set_by = excluded.set_by, set_at = excluded.set_at,
                                before_plan_id = CASE WHEN d.plan_id = excluded.plan_id THEN d.before_plan_id
                                    ELSE d.plan_id END RETURNING d.*)
                        SELECT d.before_plan_id, d.source, d.set_by, d.set_at,
                        """ + COLUMNS + " FROM signal_plan p JOIN d ON d.plan_id = p.id")
                .execute(Tuple.of(id, by, utc(at)))
                .map(PlanStore::firstDesired);
    }

    /** The plan was refused: what was wanted before it is wanted again, or nothing. */
    Uni<Optional<Desired>> wantBefore(String junctionId, long refusedPlanId) {
        return pool.preparedQuery("""
                        WITH d AS (UPDATE signal_desired SET plan_id = before_plan_id, before_plan_id = NULL
                            WHERE junction_id = $1 AND plan_id = $2 AND before_plan_id IS NOT NULL RETURNING *),
                        gone AS (DELETE FROM signal_desired
                            WHERE junction_id = $1 AND plan_id = $2 AND before_plan_id IS NULL)
                        SELECT d.before_plan_id, d.source, d.set_by, d.set_at,
                        """ + COLUMNS + " FROM signal_plan p JOIN d ON d.plan_id = p.id")
                .execute(Tuple.of(junctionId, refusedPlanId))
                .map(PlanStore::firstDesired);
    }

    Uni<Void> letGo(String junctionId, Source source) {
        return pool.preparedQuery("DELETE FROM signal_desired WHERE junction_id = $1 AND source = $2")
                .execute(Tuple.of(junctionId, source.name()))
                .replaceWithVoid();
    }

    Uni<List<Desired>> listDesired() {
        return pool.query("SELECT d.before_plan_id, d.source, d.set_by, d.set_at, " + COLUMNS
                        + " FROM signal_desired d JOIN signal_plan p ON p.id = d.plan_id")
                .execute()
                .map(rows -> {
                    List<Desired> all = new ArrayList<>();
                    rows.forEach(row -> all.add(desired(row)));
                    return all;
                });
    }

    Uni<Optional<StoredPlan>> find(long id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM signal_plan p WHERE id = $1")
                .execute(Tuple.of(id))
                .map(PlanStore::first);
    }

    /** Newest first. */
    Uni<List<StoredPlan>> list(String junctionId, long before, int limit) {
        return pool.preparedQuery(
                        "SELECT " + COLUMNS
                                + " FROM signal_plan p WHERE ($1::text IS NULL OR junction_id = $1) AND id < $2 ORDER BY id DESC LIMIT $3")
                .execute(Tuple.of(junctionId, before, limit))
                .map(PlanStore::all);
    }

    /** The newest approved one of each number that was verified for that design, by number. */
    Uni<List<StoredPlan>> library(String junctionId, Fingerprint design) {
        return pool.preparedQuery("SELECT DISTINCT ON (p.number) " + COLUMNS
                        + " FROM signal_plan p WHERE junction_id = $1 AND approved_at IS NOT NULL AND fit"
                        + " AND design = $2 ORDER BY p.number, p.id DESC")
                .execute(Tuple.of(junctionId, design.column()))
                .map(PlanStore::all);
    }

    /** Of plans that may still come to the street: drafts, what waits for approval, and whatever was approved and is fit. */
    Uni<Set<Integer>> numbersKept(List<String> junctionIds) {
        return pool.preparedQuery("SELECT DISTINCT number FROM signal_plan WHERE junction_id = ANY($1)"
                        + " AND (state IN ('DRAFT', 'SUBMITTED') OR approved_at IS NOT NULL AND fit)")
                .execute(Tuple.of(junctionIds.toArray(String[]::new)))
                .map(rows -> {
                    Set<Integer> numbers = new HashSet<>();
                    rows.forEach(row -> numbers.add((int) row.getShort("number")));
                    return numbers;
                });
    }

    /** The one that was proven last for that design, other than this. */
    Uni<Optional<StoredPlan>> findLastProven(String junctionId, long otherThan, Fingerprint design) {
        return pool.preparedQuery("SELECT " + COLUMNS
                        + " FROM signal_plan p WHERE junction_id = $1 AND id <> $2 AND proven_at IS NOT NULL AND fit"
                        + " AND design = $3 ORDER BY proven_at DESC LIMIT 1")
                .execute(Tuple.of(junctionId, otherThan, design.column()))
                .map(PlanStore::first);
    }

    Uni<List<PlanEvent>> history(long id) {
        return pool.preparedQuery("SELECT at, who, what, why FROM signal_plan_event WHERE plan_id = $1 ORDER BY id")
                .execute(Tuple.of(id))
                .map(rows -> {
                    List<PlanEvent> events = new ArrayList<>();
                    rows.forEach(row -> events.add(new PlanEvent(
                            row.getOffsetDateTime("at").toInstant(),
                            row.getString("who"),
                            PlanEvent.What.valueOf(row.getString("what")),
                            row.getString("why"))));
                    return events;
                });
    }

    private static Optional<Desired> firstDesired(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(desired(rows.iterator().next()));
    }

    private static Desired desired(Row row) {
        return new Desired(
                read(row),
                Optional.ofNullable(row.getLong("before_plan_id")),
                Source.valueOf(row.getString("source")),
                row.getString("set_by"),
                row.getOffsetDateTime("set_at").toInstant());
    }

    private static List<StoredPlan> all(RowSet<Row> rows) {
        List<StoredPlan> found = new ArrayList<>();
        rows.forEach(row -> found.add(read(row)));
        return found;
    }

    private static Optional<StoredPlan> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static StoredPlan read(Row row) {
        return new StoredPlan(
                row.getLong("id"),
                row.getString("junction_id"),
                new TimingPlan(
                        row.getShort("number"),
                        row.getInteger("cycle_seconds"),
                        row.getInteger("offset_seconds"),
                        StageText.read(row.getString("stages"))),
                row.getString("origin"),
                row.getString("reason"),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                PlanState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getLong("approval_id")),
                Optional.ofNullable(row.getString("approved_by")),
                moment(row, "approved_at"),
                moment(row, "proven_at"),
                row.getBoolean("fit"),
                Fingerprint.ofColumn(row.getString("design")));
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
