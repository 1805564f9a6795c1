package cn.haihe.center.guidance.internal;

import cn.haihe.center.guidance.SignOverride;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Operators' texts, kept for good; those in force are in memory too. The clock alone ends one that expires. */
@Startup
@ApplicationScoped
public class PostgresSignOverrides {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final String COLUMNS = "number, sign_id, lines_zh, lines_en, reason, expires_at, set_by, set_at";
    private static final String IN_FORCE = "SELECT DISTINCT ON (sign_id) " + COLUMNS + " FROM sign_override"
            + " WHERE released_at IS NULL AND expires_at > $1 ORDER BY sign_id, number DESC";
    private static final String INSERT = "INSERT INTO sign_override (sign_id, lines_zh, lines_en, reason, expires_at,"
            + " set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING " + COLUMNS;
    private static final String RELEASE = "UPDATE sign_override SET released_by = $2, released_at = $3"
            + " WHERE sign_id = $1 AND released_at IS NULL AND expires_at > $3 AND number <= $4";

    private final Pool pool;
    private final Clock clock;
    private final Map<String, SignOverride> bySign = new ConcurrentHashMap<>();

    PostgresSignOverrides(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        pool.preparedQuery(IN_FORCE)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> bySign.put(row.getString("sign_id"), read(row)));
    }

    Optional<SignOverride> find(String signId) {
        return Optional.ofNullable(bySign.get(signId)).filter(known -> known.isInForceAt(clock.instant()));
    }

    /** In force once it is stored; it takes the place of an older one. */
    public Uni<SignOverride> set(
            String signId, List<String> zh, List<String> en, String reason, Instant expiresAt, String by) {
        Tuple row = Tuple.tuple()
                .addValue(signId)
                .addValue(zh.toArray(String[]::new))
                .addValue(en.toArray(String[]::new))
                .addValue(reason)
                .addValue(expiresAt.atOffset(ZoneOffset.UTC))
                .addValue(by)
                .addValue(clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(INSERT)
                .execute(row)
                .map(rows -> read(rows.iterator().next()))
                .invoke(stored -> bySign.merge(
                        signId, stored, (old, offered) -> offered.number() > old.number() ? offered : old));
    }

    /** Ends the one in force and those that it took the place of. */
    public Uni<Void> release(SignOverride override, String by) {
        Tuple row = Tuple.of(override.signId(), by, clock.instant().atOffset(ZoneOffset.UTC), override.number());
        return pool.preparedQuery(RELEASE)
                .execute(row)
                .invoke(rows -> bySign.computeIfPresent(
                        override.signId(), (id, known) -> known.number() <= override.number() ? null : known))
                .replaceWithVoid();
    }

    private static SignOverride read(Row row) {
        return new SignOverride(
                row.getLong("number"),
                row.getString("sign_id"),
                List.of(row.getArrayOfStrings("lines_zh")),
                List.of(row.getArrayOfStrings("lines_en")),
                row.getString("reason"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getString("set_by"),
                row.getOffsetDateTime("set_at").toInstant());
    }
}
