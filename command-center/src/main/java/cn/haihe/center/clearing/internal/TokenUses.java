package cn.haihe.center.clearing.internal;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * For which request each token of an institution was used, until it expires: known to every hub, and to one that starts again,
 * since it stands in the database.
 */
@Singleton
class TokenUses {
    private static final Logger LOG = Logger.getLogger(TokenUses.class);
    private static final String TAKE = """
            INSERT INTO clearing_token_use (institution, jti, used_for, expires_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING""";
    private static final String SAME =
            "SELECT 1 FROM clearing_token_use WHERE institution = $1 AND jti = $2 AND used_for = $3";
    private static final String FORGET = "DELETE FROM clearing_token_use WHERE expires_at < $1";
    /** Hubs' clocks differ: none may still believe a token that another has forgotten. */
    private static final Duration KEPT_BEYOND = Duration.ofMinutes(5);

    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    /** A request that is sent once. */
    static final String ONCE = "";

    private final Pool pool;
    private final Clock clock;

    TokenUses(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Takes a token for a request.
     *
     * @param usedFor what it may be used for again, or {@link #ONCE}
     * @return false where it was used before for anything else, or once and for all
     */
    Uni<Boolean> take(String institution, String jti, String usedFor, Instant expiresAt) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(institution, jti, usedFor, expiresAt.atOffset(ZoneOffset.UTC)))
                .chain(taken -> taken.rowCount() == 1 || usedFor.equals(ONCE)
                        ? Uni.createFrom().item(taken.rowCount() == 1)
                        : pool.preparedQuery(SAME)
                                .execute(Tuple.of(institution, jti, usedFor))
                                .map(same -> same.size() == 1))
                .ifNoItem()
                .after(TIME_OUT)
                .fail();
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(clock.instant().minus(KEPT_BEYOND).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.debugf("expired tokens stay noted: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
