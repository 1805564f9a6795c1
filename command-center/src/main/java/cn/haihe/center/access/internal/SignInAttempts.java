package cn.haihe.center.access.internal;

import cn.haihe.center.access.AccessConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Locks a name after repeated failures. An attempt counts as failed before its password is compared and is forgiven
 * after, so that guesses sent all at once count too.
 */
@Singleton
class SignInAttempts {
    private static final String COUNT = """
            INSERT INTO sign_in_attempt AS a (username, failures, last_attempt_at, locked_until)
            VALUES ($1, 1, $2, CASE WHEN $4 <= 1 THEN $5::timestamptz END)
            ON CONFLICT (username) DO UPDATE SET
                failures = CASE WHEN a.locked_until IS NULL AND a.last_attempt_at > $3 THEN a.failures + 1 ELSE 1 END,
                locked_until = CASE WHEN a.locked_until IS NULL AND a.last_attempt_at > $3 AND a.failures + 1 >= $4
                                    THEN $5::timestamptz END,
                last_attempt_at = $2
            WHERE a.locked_until IS NULL OR a.locked_until <= $2""";

    private final Pool pool;
    private final AccessConfig config;
    private final Clock clock;

    @Inject
    SignInAttempts(Pool pool, AccessConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** False when the name is locked. */
    Uni<Boolean> begin(String username) {
        OffsetDateTime now = now();
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(
                        username,
                        now,
                        now.minus(config.lockFor()),
                        config.failuresBeforeLock(),
                        now.plus(config.lockFor())))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> succeeded(String username) {
        return pool.preparedQuery("DELETE FROM sign_in_attempt WHERE username = $1")
                .execute(Tuple.of(username))
                .replaceWithVoid();
    }

    Uni<Void> forgetOld() {
        return pool.preparedQuery("DELETE FROM sign_in_attempt WHERE last_attempt_at < $1")
                .execute(Tuple.of(now().minus(config.lockFor())))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
