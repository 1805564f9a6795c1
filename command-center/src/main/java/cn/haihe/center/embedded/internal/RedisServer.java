package cn.haihe.center.embedded.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * A Redis with its program, its append-only file and its log in one directory. The program comes from the artifact
 * org.signal:embedded-redis; that artifact's own starter is not used, since it knows neither a data directory nor what
 * a killed run leaves.
 */
public final class RedisServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisServer.class);
    private static final int ATTEMPTS = 3;
    private static final int SECRET_BYTES = 24;
    private static final String PID_FILE = "redis.pid";

    private final ProcessHandle process;
    private final String url;
    private final Path home;

    private RedisServer(ProcessHandle process, String url, Path home) {
        this.process = process;
        this.url = url;
        this.home = home;
    }

    /** @throws IllegalStateException where it does not start; the message names its log */
    public static RedisServer start(Path home) {
        Path log = home.resolve("redis.log");
        IllegalStateException failure = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return tryStart(home, log);
            } catch (IOException | RuntimeException e) {
                LOG.warnf("Redis did not start (attempt %d of %d): %s", attempt, ATTEMPTS, e.getMessage());
                failure = new IllegalStateException("Redis does not start; its log is " + log, e);
            }
        }
        throw failure;
    }

    private static RedisServer tryStart(Path home, Path log) throws IOException {
        Files.createDirectories(home);
        Path pidFile = home.resolve(PID_FILE);
        Path program = home.resolve("redis-server");
        Leftovers.clear(pidFile, home);
        provideProgram(program);
        int port = FreePort.find();
        String secret = HexFormat.of().formatHex(new SecureRandom().generateSeed(SECRET_BYTES));
        Path configuration = home.resolve("redis.conf");
        writePrivately(configuration, configuration(home, port, secret, pidFile, log));
        Process starter = new ProcessBuilder(program.toString(), configuration.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        RedisHandshake.awaitReady(port, secret, starter);
        ProcessHandle process = Leftovers.findServer(pidFile, home)
                .orElseThrow(() -> new IllegalStateException("Redis has left no pid file"));
        return new RedisServer(process, "redis://:" + secret + "@127.0.0.1:" + port, home);
    }

    /** It goes to the background by itself, so that Ctrl-C on the hub's terminal does not end it before the hub. */
    private static List<String> configuration(Path home, int port, String secret, Path pidFile, Path log) {
        return List.of(
                "bind 127.0.0.1",
                "port " + port,
                "requirepass " + secret,
                "daemonize yes",
                "supervised no",
                "pidfile " + quoted(pidFile),
                "logfile " + quoted(log),
                "dir " + quoted(home),
                "save \"\"",
                "appendonly yes",
                "appendfsync everysec",
                "aof-load-truncated yes",
                "enable-debug-command no");
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void provideProgram(Path program) throws IOException {
        if (Files.isExecutable(program)) {
            return;
        }
        String name = "redis-server-7.0.15-" + system() + "-" + architecture();
        Path unfinished = program.resolveSibling("redis-server.unfinished");
        try (InputStream in = redis.embedded.RedisServer.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "no Redis for this machine comes with the hub (" + name + "): set HAIHE_REDIS_URL");
            }
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name.equals("x86_64") ? "amd64" : name;
    }

    private static void writePrivately(Path file, List<String> lines) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, lines);
    }

    /** With the password. */
    public String url() {
        return url;
    }

    public ProcessHandle process() {
        return process;
    }

    /** Also stops a Redis that an operator has started again from the same directory. */
    @Override
    public void close() {
        Leftovers.stop(process);
        try {
            Leftovers.clear(home.resolve(PID_FILE), home);
        } catch (IOException e) {
            LOG.warnf("The pid file of Redis stays: %s", e.getMessage());
        }
    }
}
