package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanEvent;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.plan.TimingPlan;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans and their history, in PostgreSQL. A change and its line of history are one statement. */
@ApplicationScoped
class PlanStore {
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
                .addValue(PlanRows.utc(at))
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
                        """ + PlanRows.COLUMNS + " FROM p")
                .execute(row)
                .map(rows -> PlanRows.first(rows).orElseThrow());
    }

    /** @return empty where the plan is in none of the states that it may come from */
    Uni<Optional<StoredPlan>> change(
            long id, Set<PlanState> from, PlanState to, Instant at, String who, PlanEvent.What what, String why) {
        Tuple row = Tuple.tuple()
                .addValue(id)
                .addValue(from.stream().map(Enum::name).toArray(String[]::new))
                .addValue(to.name())
                .addValue(PlanRows.utc(at))
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
                        """ + PlanRows.COLUMNS + " FROM p")
                .execute(row)
                .map(PlanRows::first);
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
                        """ + PlanRows.COLUMNS + " FROM p")
                .execute(Tuple.of(id, approvalId, PlanRows.utc(at), who, why, forTimetable))
                .map(PlanRows::first);
    }

    /** A line of history that changes nothing else. */
    Uni<Void> note(long id, Instant at, String who, PlanEvent.What what, String why) {
        return pool.preparedQuery(
                        "INSERT INTO signal_plan_event (plan_id, at, who, what, why) VALUES ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(id, PlanRows.utc(at), who, what.name(), why))
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
                        """ + PlanRows.COLUMNS + " FROM p")
                .execute(Tuple.of(id, approvalId, PlanRows.utc(at), who, why))
                .map(PlanRows::first);
    }

    Uni<Optional<StoredPlan>> find(long id) {
        return pool.preparedQuery("SELECT " + PlanRows.COLUMNS + " FROM signal_plan p WHERE id = $1")
                .execute(Tuple.of(id))
                .map(PlanRows::first);
    }

    /** Newest first. */
    Uni<List<StoredPlan>> list(String junctionId, long before, int limit) {
        return pool.preparedQuery(
                        "SELECT " + PlanRows.COLUMNS
                                + " FROM signal_plan p WHERE ($1::text IS NULL OR junction_id = $1) AND id < $2 ORDER BY id DESC LIMIT $3")
                .execute(Tuple.of(junctionId, before, limit))
                .map(PlanRows::all);
    }

    /** The newest approved one of each number that was verified for that design, by number. */
    Uni<List<StoredPlan>> library(String junctionId, Fingerprint design) {
        return pool.preparedQuery("SELECT DISTINCT ON (p.number) " + PlanRows.COLUMNS
                        + " FROM signal_plan p WHERE junction_id = $1 AND approved_at IS NOT NULL AND fit"
                        + " AND design = $2 ORDER BY p.number, p.id DESC")
                .execute(Tuple.of(junctionId, design.column()))
                .map(PlanRows::all);
    }

    /**
     * Numbers of plans that may still come to the street.
     *
     * @param soon of drafts, of what waits for approval, and of what was approved and not retired
     * @param later of approved plans that another one retired: only somebody who wants one once more has it sent again
     */
    record NumbersKept(Set<Integer> soon, Set<Integer> later) {
        NumbersKept {
            soon = Set.copyOf(soon);
            later = Set.copyOf(later);
        }

        Set<Integer> all() {
            Set<Integer> all = new HashSet<>(soon);
            all.addAll(later);
            return all;
        }
    }

    /**
     * @param designs of today by junction: an approved plan of another one does not come to the street. Where it is not known,
     *     all count
     * @param draftsSince older drafts are forgotten ones
     */
    Uni<NumbersKept> numbersKept(Map<String, Fingerprint> designs, Instant draftsSince) {
        List<String> junctions = List.copyOf(designs.keySet());
        String[] columns =
                junctions.stream().map(id -> designs.get(id).column()).toArray(String[]::new);
        return pool.preparedQuery("""
                        SELECT p.number, bool_or(p.state <> 'RETIRED') AS soon FROM signal_plan p
                            JOIN unnest($1::text[], $2::text[]) AS today (junction_id, design)
                                ON today.junction_id = p.junction_id
                            WHERE p.state = 'SUBMITTED' OR p.state = 'DRAFT' AND p.created_at >= $3
                                OR p.approved_at IS NOT NULL AND p.fit
                                    AND (today.design IS NULL OR today.design = p.design)
                            GROUP BY p.number
                        """)
                .execute(Tuple.of(junctions.toArray(String[]::new), columns, PlanRows.utc(draftsSince)))
                .map(rows -> {
                    Set<Integer> soon = new HashSet<>();
                    Set<Integer> later = new HashSet<>();
                    rows.forEach(row -> (row.getBoolean("soon") ? soon : later).add((int) row.getShort("number")));
                    return new NumbersKept(soon, later);
                });
    }

    /** The one that was proven last for that design, other than this. */
    Uni<Optional<StoredPlan>> findLastProven(String junctionId, long otherThan, Fingerprint design) {
        return pool.preparedQuery("SELECT " + PlanRows.COLUMNS
                        + " FROM signal_plan p WHERE junction_id = $1 AND id <> $2 AND proven_at IS NOT NULL AND fit"
                        + " AND design = $3 ORDER BY proven_at DESC LIMIT 1")
                .execute(Tuple.of(junctionId, otherThan, design.column()))
                .map(PlanRows::first);
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
}
