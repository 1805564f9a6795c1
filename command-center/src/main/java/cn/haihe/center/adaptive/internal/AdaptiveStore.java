package cn.haihe.center.adaptive.internal;

import cn.haihe.center.signals.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Junctions under adaptive control, in PostgreSQL: what a hub that was killed leaves to the next one. */
@ApplicationScoped
class AdaptiveStore {
    private static final String PUT = """
            INSERT INTO adaptive_junction (junction_id, state, design, set_by, reason, since) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (junction_id) DO UPDATE SET state = excluded.state, design = excluded.design,
                set_by = excluded.set_by, reason = excluded.reason, since = excluded.since
            """;

    private final Pool pool;

    AdaptiveStore(Pool pool) {
        this.pool = pool;
    }

    enum State {
        /** The hub commands its stages. */
        ACTS,
        /** The hub only compares. */
        SHADOW,
        /** Given up, and not yet seen out of our hands. */
        LEAVING
    }

    /** @param design fingerprint of the junction's design when it began */
    record Kept(String junctionId, State state, Fingerprint design, String by, String reason, Instant since) {}

    Uni<Void> put(Kept junction) {
        Tuple row = Tuple.tuple()
                .addValue(junction.junctionId())
                .addValue(junction.state().name())
                .addValue(junction.design().column())
                .addValue(junction.by())
                .addValue(junction.reason())
                .addValue(junction.since().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(PUT).execute(row).replaceWithVoid();
    }

    Uni<Void> leave(String junctionId) {
        return pool.preparedQuery("UPDATE adaptive_junction SET state = 'LEAVING' WHERE junction_id = $1")
                .execute(Tuple.of(junctionId))
                .replaceWithVoid();
    }

    /** Of one that was taken anew meanwhile nothing is forgotten. */
    Uni<Void> forget(String junctionId) {
        return pool.preparedQuery("DELETE FROM adaptive_junction WHERE junction_id = $1 AND state <> 'ACTS'")
                .execute(Tuple.of(junctionId))
                .replaceWithVoid();
    }

    Uni<List<Kept>> all() {
        return pool.query("SELECT junction_id, state, design, set_by, reason, since FROM adaptive_junction")
                .execute()
                .map(rows -> {
                    List<Kept> all = new ArrayList<>();
                    rows.forEach(row -> all.add(new Kept(
                            row.getString("junction_id"),
                            State.valueOf(row.getString("state")),
                            Fingerprint.ofColumn(row.getString("design")),
                            row.getString("set_by"),
                            row.getString("reason"),
                            row.getOffsetDateTime("since").toInstant())));
                    return all;
                });
    }
}
