package cn.haihe.center.embedded.internal;

import cn.haihe.center.embedded.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL with its programs in {@code bin}, its data in {@code data} and its log in {@code postgres.log} of one
 * directory. PostgreSQL refuses to run as root: zonky runs it in a user namespace there.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PostgresServer.class);
    private static final String DATABASE = "haihe";
    /** Owns the tables. */
    private static final String SUPERUSER = "postgres";
    /** Has the rights that db/migration/afterMigrate__rights.sql gives. */
    private static final String RUN_TIME_ROLE = "haihe_hub";

    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final int ATTEMPTS = 3;

    private final EmbeddedPostgres postgres;
    private final ProcessHandle process;

    private PostgresServer(EmbeddedPostgres postgres, ProcessHandle process) {
        this.postgres = postgres;
        this.process = process;
    }

    /** @throws IllegalStateException where it does not start; the message names its log */
    public static PostgresServer start(Path home) {
        Path log = home.resolve("postgres.log");
        IllegalStateException failure = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return tryStart(home, log);
            } catch (IOException | SQLException | RuntimeException e) {
                LOG.warnf("PostgreSQL did not start (attempt %d of %d): %s", attempt, ATTEMPTS, e.getMessage());
                failure = new IllegalStateException("PostgreSQL does not start; its log is " + log, e);
            }
        }
        throw failure;
    }

    private static PostgresServer tryStart(Path home, Path log) throws IOException, SQLException {
        Path data = home.resolve("data");
        Path programs = home.resolve("bin");
        Files.createDirectories(programs);
        Path pidFile = data.resolve("postmaster.pid");
        Leftovers.clear(pidFile, programs);
        clearUnfinishedInitialisation(data);
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_MAX)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                // zonky turns both off; money is in here, so every commit must reach the disk
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setLocaleConfig("locale", "C")
                .start();
        try {
            createMissing(postgres, "pg_database", "datname", "DATABASE " + DATABASE, DATABASE);
            createMissing(postgres, "pg_roles", "rolname", "ROLE " + RUN_TIME_ROLE + " LOGIN", RUN_TIME_ROLE);
            ProcessHandle process = Leftovers.findServer(pidFile, programs)
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL has left no pid file"));
            return new PostgresServer(postgres, process);
        } catch (SQLException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** A kill during initdb leaves a directory that initdb will not touch again and that holds nothing yet. */
    private static void clearUnfinishedInitialisation(Path data) throws IOException {
        Path marker = data.resolve("PG_VERSION");
        Path configuration = data.resolve("postgresql.conf");
        if (Files.isDirectory(data) && !(Files.exists(marker) && Files.exists(configuration))) {
            Directories.delete(data);
        }
    }

    private static void createMissing(
            EmbeddedPostgres postgres, String catalogue, String column, String what, String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT 1 FROM " + catalogue + " WHERE " + column + " = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("CREATE " + what);
            }
        }
    }

    /** For what the hub does at run time. */
    public DatabaseAddress address() {
        return address(RUN_TIME_ROLE);
    }

    /** For migrating the tables. */
    public DatabaseAddress ownerAddress() {
        return address(SUPERUSER);
    }

    private DatabaseAddress address(String role) {
        return new DatabaseAddress("127.0.0.1", postgres.getPort(), DATABASE, Optional.of(role), Optional.empty(), "");
    }

    public ProcessHandle process() {
        return process;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warnf("PostgreSQL did not stop as asked: %s", e.getMessage());
        }
        if (process.isAlive()) {
            Leftovers.stop(process);
        }
    }
}
