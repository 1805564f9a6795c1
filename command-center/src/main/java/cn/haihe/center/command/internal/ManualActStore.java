package cn.haihe.center.command.internal;

import cn.haihe.center.command.ManualAct;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.priority.Act;
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

/** Acts by hand in PostgreSQL, those that are over too. */
@ApplicationScoped
class ManualActStore {
    private static final String COLUMNS =
            "number, request, junction_id, act, stage, reason, set_by, set_at, expires_at, needs_second, approved_by, design";
    private static final String INSERT = """
            INSERT INTO manual_act (request, junction_id, act, stage, reason, set_by, set_at, expires_at, needs_second, design)
            SELECT $1, u.junction_id, $4, u.stage, $5, $6, $7, $8, $9, u.design
            FROM unnest($2::varchar[], $3::smallint[], $10::varchar[]) AS u (junction_id, stage, design) RETURNING
            """ + COLUMNS;
    private static final String OPEN =
            "SELECT " + COLUMNS + " FROM manual_act WHERE released_at IS NULL AND expires_at > $1 ORDER BY number";
    private static final String APPROVE = """
            UPDATE manual_act SET approved_by = $2, approved_at = $3
            WHERE request = $1 AND released_at IS NULL AND (approved_by IS NULL OR approved_by = $2) AND set_by <> $2 RETURNING
            """ + COLUMNS;
    private static final String RELEASE_REQUEST =
            "UPDATE manual_act SET released_by = $2, released_at = $3 WHERE request = $1 AND released_at IS NULL RETURNING "
                    + COLUMNS;
    private static final String RELEASE =
            "UPDATE manual_act SET released_by = $2, released_at = $3 WHERE number = ANY($1) AND released_at IS NULL";

    private final Pool pool;

    ManualActStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Long> nextRequest() {
        return pool.query("SELECT nextval('manual_act_request') AS number")
                .execute()
                .map(rows -> rows.iterator().next().getLong("number"));
    }

    /** All or none. */
    Uni<List<ManualAct>> add(
            long request,
            List<CommandForm.Target> targets,
            String act,
            String reason,
            String by,
            Instant at,
            Instant expiresAt,
            boolean needsSecond) {
        String[] junctions =
                targets.stream().map(CommandForm.Target::junctionId).toArray(String[]::new);
        Short[] stages = targets.stream()
                .map(target -> target.act() instanceof Act.Hold hold ? (short) hold.stage() : null)
                .toArray(Short[]::new);
        String[] designs = targets.stream()
                .map(target -> target.design().map(Fingerprint::column).orElse(null))
                .toArray(String[]::new);
        Tuple row = Tuple.tuple()
                .addValue(request)
                .addValue(junctions)
                .addValue(stages)
                .addValue(act)
                .addValue(reason)
                .addValue(by)
                .addValue(utc(at))
                .addValue(utc(expiresAt))
                .addValue(needsSecond)
                .addValue(designs);
        return pool.preparedQuery(INSERT).execute(row).map(ManualActStore::readAll);
    }

    /** Those that are neither released nor expired, be they approved or not. */
    Uni<List<ManualAct>> open(Instant now) {
        return pool.preparedQuery(OPEN).execute(Tuple.of(utc(now))).map(ManualActStore::readAll);
    }

    /** @return what is in force by it; the same when told again */
    Uni<List<ManualAct>> approve(long request, String by, Instant at) {
        return pool.preparedQuery(APPROVE)
                .execute(Tuple.of(request, by, utc(at)))
                .map(ManualActStore::readAll);
    }

    Uni<List<ManualAct>> releaseRequest(long request, String by, Instant at) {
        return pool.preparedQuery(RELEASE_REQUEST)
                .execute(Tuple.of(request, by, utc(at)))
                .map(ManualActStore::readAll);
    }

    Uni<Void> release(List<Long> numbers, String by, Instant at) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(numbers.toArray(Long[]::new), by, utc(at)))
                .replaceWithVoid();
    }

    private static List<ManualAct> readAll(RowSet<Row> rows) {
        List<ManualAct> acts = new ArrayList<>();
        rows.forEach(row -> acts.add(read(row)));
        return acts;
    }

    private static ManualAct read(Row row) {
        Act act = ActText.act(row.getString("act"), row.getShort("stage"));
        return new ManualAct(
                row.getLong("number"),
                row.getLong("request"),
                row.getString("junction_id"),
                act,
                row.getString("reason"),
                row.getString("set_by"),
                row.getOffsetDateTime("set_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getBoolean("needs_second"),
                Optional.ofNullable(row.getString("approved_by")),
                act instanceof Act.Hold
                        ? Optional.of(Fingerprint.ofColumn(row.getString("design")))
                        : Optional.empty());
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
