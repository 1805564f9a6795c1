package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.internal.HubCharge.Holder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Who is in charge, in PostgreSQL, by whose clock it lapses. */
@ApplicationScoped
class HubChargeStore {
    private static final String TAKE = """
            INSERT INTO hub_in_charge AS h (what, hub, run, since, seen_at) VALUES ($5, $1, $2, now(), now())
            ON CONFLICT (what) DO UPDATE SET hub = excluded.hub, run = excluded.run, since = now(), seen_at = now()
                WHERE h.seen_at < now() - make_interval(secs => $3) OR ($4 AND h.hub = excluded.hub)
            RETURNING run
            """;

    private final Pool pool;
    private final String what;
    private final UUID run = UUID.randomUUID();

    @Inject
    HubChargeStore(Pool pool) {
        this(pool, "signals");
    }

    HubChargeStore(Pool pool, String what) {
        this.pool = pool;
        this.what = what;
    }

    /**
     * @param lapsesAfter since its hub was seen last
     * @param mayReplaceItself whether an earlier run under this name counts as ended
     */
    Uni<Boolean> take(String hub, Duration lapsesAfter, boolean mayReplaceItself) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(hub, run, (double) lapsesAfter.toMillis() / 1000, mayReplaceItself, what))
                .map(rows -> rows.size() == 1);
    }

    /** @return false where another one took over */
    Uni<Boolean> renew() {
        return pool.preparedQuery("UPDATE hub_in_charge SET seen_at = now() WHERE run = $1")
                .execute(Tuple.of(run))
                .map(done -> done.rowCount() == 1);
    }

    Uni<Optional<Holder>> find() {
        return pool.preparedQuery("SELECT hub, since FROM hub_in_charge WHERE what = $1")
                .execute(Tuple.of(what))
                .map(rows -> {
                    Optional<Holder> found = Optional.empty();
                    for (var row : rows) {
                        found = Optional.of(new Holder(
                                row.getString("hub"),
                                row.getOffsetDateTime("since").toInstant()));
                    }
                    return found;
                });
    }

    Uni<Void> end() {
        return pool.preparedQuery("DELETE FROM hub_in_charge WHERE run = $1")
                .execute(Tuple.of(run))
                .replaceWithVoid();
    }
}
