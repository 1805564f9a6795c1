package cn.haihe.center.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the real servers in a process of their own, kills it, and looks what the next start makes of the rest. */
class EmbeddedServersTest {
    @TempDir
    Path directory;

    @Test
    void aKilledRunIsClearedAwayAndItsDataIsThere() throws Exception {
        Process hub = startChild();
        long redisPid = pidIn(directory.resolve("redis/redis.pid"));
        long postgresPid = pidIn(directory.resolve("postgres/data/postmaster.pid"));
        hub.destroyForcibly();
        assertThat(hub.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(redisPid))
                .as("killed hubs leave their servers")
                .isPresent();
        assertThat(ProcessHandle.of(postgresPid)).isPresent();

        try (EmbeddedServers servers = start()) {
            assertThat(isAlive(redisPid)).isFalse();
            assertThat(isAlive(postgresPid)).isFalse();
            assertThat(servers.properties())
                    .as("another role for the tables than for the run time")
                    .containsEntry("quarkus.datasource.username", "haihe_hub")
                    .containsEntry("quarkus.flyway.username", "postgres");
            assertDataIsThere(servers.properties());
        }
    }

    @Test
    void serversThatWereKilledTooLeaveNothingThatStopsTheNextStart() throws Exception {
        Process hub = startChild();
        hub.destroyForcibly();
        for (String pidFile : new String[] {"redis/redis.pid", "postgres/data/postmaster.pid"}) {
            ProcessHandle server =
                    ProcessHandle.of(pidIn(directory.resolve(pidFile))).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);
        }
        hub.waitFor(20, TimeUnit.SECONDS);
        // After a restart of the machine the number in a pid file may be anyone's: here it is this test's own.
        Path pidFile = directory.resolve("postgres/data/postmaster.pid");
        String others = Files.readString(pidFile)
                .replaceFirst("\\d+", Long.toString(ProcessHandle.current().pid()));
        Files.writeString(pidFile, others);
        Files.writeString(
                directory.resolve("redis/redis.pid"), ProcessHandle.current().pid() + "\n");

        try (EmbeddedServers servers = start()) {
            assertDataIsThere(servers.properties());
        }
    }

    @Test
    void aDirectoryServesOneHub() {
        try (EmbeddedServers first = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another hub is using");
            assertThat(first.redisProcess().orElseThrow().isAlive())
                    .as("the refused hub has not touched the other's servers")
                    .isTrue();
        }
    }

    @Test
    void whatIsConfiguredIsNotStarted() {
        String url = "postgresql://haihe:secret@db.example:5433/traffic";
        EmbeddedSettings settings = new EmbeddedSettings(
                directory, Optional.of("redis://r.example:6379"), Optional.of(DatabaseAddress.parse(url)));
        try (EmbeddedServers servers = EmbeddedServers.start(settings)) {
            assertThat(servers.redisProcess()).isEmpty();
            assertThat(servers.postgresProcess()).isEmpty();
            assertThat(servers.properties())
                    .containsEntry("haihe.redis.url", "redis://r.example:6379")
                    .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:5433/traffic")
                    .containsEntry("quarkus.datasource.reactive.url", "postgresql://db.example:5433/traffic")
                    .containsEntry("quarkus.datasource.username", "haihe")
                    .containsEntry("quarkus.datasource.password", "secret");
            assertThat(directory.resolve("redis")).doesNotExist();
            assertThat(directory.resolve("postgres")).doesNotExist();
        }
        EmbeddedSettings two = new EmbeddedSettings(
                directory,
                settings.redisUrl(),
                settings.database(),
                Optional.of(DatabaseAddress.parse("postgresql://owner:key@db.example:5433/traffic")));
        try (EmbeddedServers servers = EmbeddedServers.start(two)) {
            assertThat(servers.properties())
                    .containsEntry("quarkus.datasource.username", "haihe")
                    .containsEntry("quarkus.flyway.jdbc-url", "jdbc:postgresql://db.example:5433/traffic")
                    .containsEntry("quarkus.flyway.username", "owner")
                    .containsEntry("quarkus.flyway.password", "key");
        }
    }

    private EmbeddedServers start() {
        return EmbeddedServers.start(new EmbeddedSettings(directory, Optional.empty(), Optional.empty()));
    }

    private Process startChild() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(Child.READY)) {
                return process;
            }
        }
        throw new AssertionError("the child ended with " + process.waitFor());
    }

    /** Starts the servers, writes into both, and waits to be killed. */
    public static final class Child {
        static final String READY = "child is ready";

        public static void main(String... arguments) throws Exception {
            EmbeddedServers servers = EmbeddedServers.start(
                    new EmbeddedSettings(Path.of(arguments[0]), Optional.empty(), Optional.empty()));
            try (RedisClient redis = RedisClient.create(servers.properties().get("haihe.redis.url"))) {
                redis.connect().sync().set("kept", "yes");
            }
            try (Connection connection = connect(servers.properties());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
            }
            System.out.println(READY);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static void assertDataIsThere(Map<String, String> properties) throws SQLException {
        try (RedisClient redis = RedisClient.create(properties.get("haihe.redis.url"))) {
            assertThat(redis.connect().sync().get("kept")).isEqualTo("yes");
        }
        try (Connection connection = connect(properties);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT answer FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    private static Connection connect(Map<String, String> properties) throws SQLException {
        return DriverManager.getConnection(
                properties.get("quarkus.flyway.jdbc-url"), properties.get("quarkus.flyway.username"), null);
    }

    private static long pidIn(Path file) throws Exception {
        return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
