package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How each junction stands to what is desired, in PostgreSQL. */
@ApplicationScoped
class ObservedStore {
    private final Pool pool;

    ObservedStore(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Observed>> list() {
        return pool.query("SELECT junction_id, plan_id, condition, detail, attempts, since FROM signal_observed")
                .execute()
                .map(rows -> {
                    List<Observed> all = new ArrayList<>();
                    rows.forEach(row -> all.add(new Observed(
                            row.getString("junction_id"),
                            row.getLong("plan_id"),
                            Observed.Condition.valueOf(row.getString("condition")),
                            row.getString("detail"),
                            row.getInteger("attempts"),
                            row.getOffsetDateTime("since").toInstant())));
                    return all;
                });
    }

    Uni<Void> put(Collection<Observed> changed) {
        List<Tuple> rows = changed.stream()
                .map(observed -> Tuple.tuple()
                        .addValue(observed.junctionId())
                        .addValue(observed.planId())
                        .addValue(observed.condition().name())
                        .addValue(observed.detail())
                        .addValue(observed.attempts())
                        .addValue(observed.since().atOffset(ZoneOffset.UTC)))
                .toList();
        return pool.preparedQuery("""
                        INSERT INTO signal_observed (junction_id, plan_id, condition, detail, attempts, since)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (junction_id) DO UPDATE SET plan_id = excluded.plan_id, condition = excluded.condition,
                            detail = excluded.detail, attempts = excluded.attempts, since = excluded.since
                        """).executeBatch(rows).replaceWithVoid();
    }
}
