package cn.haihe.card.bench;

import cn.haihe.card.CardSchema;
import cn.haihe.card.DayServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** A real PostgreSQL that writes its log to the disk, with databases that have the tables of clearing. */
final class BenchServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    BenchServer() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("maintenance_work_mem", "512MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    /** Makes a database. @return it, as who owns its tables */
    DataSource create(String name) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        DataSource database = postgres.getDatabase(CardSchema.OWNER, name);
        CardSchema.create(database);
        return database;
    }

    DayServer hub(String database) {
        return new DayServer(postgres.getPort(), database, Clock.systemUTC());
    }

    static long number(DataSource database, String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws Exception {
        postgres.close();
    }
}
