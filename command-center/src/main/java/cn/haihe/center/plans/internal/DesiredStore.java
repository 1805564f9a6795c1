package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the centre wants of each junction, in PostgreSQL; a wanted plan's state and its line of history are changed in one statement. */
@ApplicationScoped
class DesiredStore {
    private final Pool pool;

    DesiredStore(Pool pool) {
        this.pool = pool;
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
                .addValue(PlanRows.utc(at))
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
                        """ + PlanRows.COLUMNS + " FROM p JOIN d ON d.plan_id = p.id")
                .execute(row)
                .map(DesiredStore::first);
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
                        """ + PlanRows.COLUMNS + " FROM signal_plan p JOIN d ON d.plan_id = p.id")
                .execute(Tuple.of(id, by, PlanRows.utc(at)))
                .map(DesiredStore::first);
    }

    /** The plan was refused: what was wanted before it is wanted again, or nothing. */
    Uni<Optional<Desired>> wantBefore(String junctionId, long refusedPlanId) {
        return pool.preparedQuery("""
                        WITH d AS (UPDATE signal_desired SET plan_id = before_plan_id, before_plan_id = NULL
                            WHERE junction_id = $1 AND plan_id = $2 AND before_plan_id IS NOT NULL RETURNING *),
                        gone AS (DELETE FROM signal_desired
                            WHERE junction_id = $1 AND plan_id = $2 AND before_plan_id IS NULL)
                        SELECT d.before_plan_id, d.source, d.set_by, d.set_at,
                        """ + PlanRows.COLUMNS + " FROM signal_plan p JOIN d ON d.plan_id = p.id")
                .execute(Tuple.of(junctionId, refusedPlanId))
                .map(DesiredStore::first);
    }

    /** Unless something else is wanted by now. */
    Uni<Void> letGo(Desired wanted) {
        return pool.preparedQuery("DELETE FROM signal_desired WHERE junction_id = $1 AND plan_id = $2 AND source = $3")
                .execute(Tuple.of(
                        wanted.plan().junctionId(),
                        wanted.plan().id(),
                        wanted.source().name()))
                .replaceWithVoid();
    }

    Uni<List<Desired>> all() {
        return pool.query("SELECT d.before_plan_id, d.source, d.set_by, d.set_at, " + PlanRows.COLUMNS
                        + " FROM signal_desired d JOIN signal_plan p ON p.id = d.plan_id")
                .execute()
                .map(rows -> {
                    List<Desired> all = new ArrayList<>();
                    rows.forEach(row -> all.add(read(row)));
                    return all;
                });
    }

    private static Optional<Desired> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    private static Desired read(Row row) {
        return new Desired(
                PlanRows.read(row),
                Optional.ofNullable(row.getLong("before_plan_id")),
                Source.valueOf(row.getString("source")),
                row.getString("set_by"),
                row.getOffsetDateTime("set_at").toInstant());
    }
}
