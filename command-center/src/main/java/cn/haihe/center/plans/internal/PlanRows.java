package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.plan.TimingPlan;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans as they stand in their table. */
final class PlanRows {
    /** Of a table that is called p. */
    static final String COLUMNS = """
            p.id, p.junction_id, p.number, p.cycle_seconds, p.offset_seconds, p.stages, p.origin, p.reason, p.created_by,
            p.created_at, p.state, p.approval_id, p.approved_by, p.approved_at, p.proven_at, p.fit, p.design
            """;

    private PlanRows() {}

    static List<StoredPlan> all(RowSet<Row> rows) {
        List<StoredPlan> found = new ArrayList<>();
        rows.forEach(row -> found.add(read(row)));
        return found;
    }

    static Optional<StoredPlan> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    static StoredPlan read(Row row) {
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

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
