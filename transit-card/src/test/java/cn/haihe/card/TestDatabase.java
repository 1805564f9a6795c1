package cn.haihe.card;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL for the tests of this module, started once; each test gets a database of its own. */
public final class TestDatabase implements AutoCloseable {
    public static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String TEMPLATE = "card_template";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static Vertx vertx;

    private final Pool pool;
    private final Pool owner;
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    public TestDatabase() {
        String name = "card_" + COUNT.incrementAndGet();
        int port = start().getPort();
        run(port, "postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        pool = pool(port, name, CardSchema.HUB, 4);
        owner = pool(port, name, CardSchema.OWNER, 1);
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(name);
        dataSource.setUser(CardSchema.HUB);
    }

    /** As the hub, which may not do everything. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** As the hub, which may not do everything. */
    public Pool pool() {
        return pool;
    }

    /** As who owns the tables. */
    public void run(String sql) {
        owner.query(sql).executeAndAwait();
    }

    public long number(String sql) {
        return owner.query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        owner.closeAndAwait();
    }

    private static synchronized EmbeddedPostgres start() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                vertx = Vertx.vertx();
                run(server.getPort(), "postgres", "CREATE DATABASE " + TEMPLATE);
                CardSchema.create(server.getDatabase(CardSchema.OWNER, TEMPLATE));
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return server;
    }

    private static void run(int port, String database, String sql) {
        Pool pool = pool(port, database, CardSchema.OWNER, 1);
        pool.query(sql).executeAndAwait();
        pool.closeAndAwait();
    }

    private static Pool pool(int port, String database, String role, int connections) {
        var address = new PgConnectOptions()
                .setHost("localhost")
                .setPort(port)
                .setDatabase(database)
                .setUser(role)
                .setPassword("postgres");
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(address)
                .using(vertx)
                .build();
    }
}
