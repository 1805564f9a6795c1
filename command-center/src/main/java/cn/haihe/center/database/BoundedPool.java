package cn.haihe.center.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The hub's pool of PostgreSQL connections, with an end to everything: who waits for a connection in a queue that is
 * full is refused at once, who waits too long is refused then, and the server itself ends a statement that takes too
 * long.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    private final DatabaseConfig config;

    BoundedPool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        PoolOptions options = input.poolOptions()
                .setMaxSize(config.connectionsMax())
                .setMaxWaitQueueSize(config.waitersMax())
                .setConnectionTimeout((int) config.waitMax().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        for (PgConnectOptions connection : input.pgConnectOptionsList()) {
            connection.addProperty(
                    "statement_timeout", Long.toString(config.statementMax().toMillis()));
        }
        return PgBuilder.pool()
                .with(options)
                .connectingTo(new ArrayList<SqlConnectOptions>(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
