package cn.haihe.center.command.internal;

import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.Engagement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which junctions the hub has taken from their plans: written before the first command goes out. */
@ApplicationScoped
class EngagementStore {
    private static final String PUT = """
            INSERT INTO junction_engagement (junction_id, mode, plan, act, stage, authority, since, design)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (junction_id) DO UPDATE SET act = excluded.act, stage = excluded.stage, authority = excluded.authority,
                design = excluded.design
            """;

    private final Pool pool;

    EngagementStore(Pool pool) {
        this.pool = pool;
    }

    /** @param design fingerprint of the design that its stage is of */
    record Left(Engagement engagement, Fingerprint design) {}

    Uni<Map<String, Left>> all() {
        return pool.query("SELECT junction_id, mode, plan, act, stage, authority, design FROM junction_engagement")
                .execute()
                .map(rows -> {
                    Map<String, Left> all = new HashMap<>();
                    rows.forEach(row -> all.put(row.getString("junction_id"), read(row)));
                    return all;
                });
    }

    Uni<Void> put(String junctionId, Engagement engagement, Fingerprint design, Instant at) {
        Integer stage = ActText.stage(engagement.act());
        Tuple row = Tuple.tuple()
                .addValue(junctionId)
                .addValue(engagement.mode().map(Enum::name).orElse(null))
                .addValue(engagement.plan().map(Integer::shortValue).orElse(null))
                .addValue(ActText.name(engagement.act()))
                .addValue(stage == null ? null : stage.shortValue())
                .addValue(engagement.authority().name())
                .addValue(ManualActStore.utc(at))
                .addValue(design.column());
        return pool.preparedQuery(PUT).execute(row).replaceWithVoid();
    }

    Uni<Void> remove(String junctionId) {
        return pool.preparedQuery("DELETE FROM junction_engagement WHERE junction_id = $1")
                .execute(Tuple.of(junctionId))
                .replaceWithVoid();
    }

    private static Left read(Row row) {
        Engagement engagement = new Engagement(
                Optional.ofNullable(row.getString("mode")).map(ControlMode::valueOf),
                Optional.ofNullable(row.getShort("plan")).map(Short::intValue),
                ActText.act(row.getString("act"), row.getShort("stage")),
                Authority.valueOf(row.getString("authority")));
        return new Left(engagement, Fingerprint.ofColumn(row.getString("design")));
    }
}
