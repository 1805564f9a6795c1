package cn.haihe.center.embedded;

import cn.haihe.center.embedded.internal.DataDirectoryLock;
import cn.haihe.center.embedded.internal.PostgresServer;
import cn.haihe.center.embedded.internal.RedisServer;
import io.quarkus.runtime.Application;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The Redis and the PostgreSQL that the hub runs for itself where no address of another is configured: real servers,
 * bound to this machine only, their data kept in the data directory across restarts.
 *
 * <p>One hub per data directory: a lock file says so, and is free again as soon as its hub is gone, however it ended.
 * What a killed hub left behind (servers still running, files that name them) is cleared away at the next start.
 */
public final class EmbeddedServers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedServers.class);
    private static final long QUARKUS_STOP_MILLIS_MAX = 30_000;

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private DataDirectoryLock lock;
    private Optional<RedisServer> redis = Optional.empty();
    private Optional<PostgresServer> postgres = Optional.empty();

    private EmbeddedServers() {}

    /**
     * Returns when both servers answer.
     *
     * @throws IllegalStateException where the data directory is in use by another hub or a server does not start
     */
    public static EmbeddedServers start(EmbeddedSettings settings) {
        EmbeddedServers servers = new EmbeddedServers();
        try {
            servers.startMissing(settings);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
        return servers;
    }

    private void startMissing(EmbeddedSettings settings) {
        properties.put("haihe.data-dir", settings.dataDirectory().toString());
        lock = DataDirectoryLock.take(settings.dataDirectory());
        long began = System.nanoTime();
        CompletableFuture<Void> redisStart = settings.redisUrl().isPresent()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> redis =
                        Optional.of(RedisServer.start(settings.dataDirectory().resolve("redis"))));
        RuntimeException failure = null;
        try {
            if (settings.database().isEmpty()) {
                postgres = Optional.of(
                        PostgresServer.start(settings.dataDirectory().resolve("postgres")));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        try {
            redisStart.join();
        } catch (CompletionException e) {
            failure = e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        if (failure != null) {
            throw failure;
        }
        properties.put(
                "haihe.redis.url",
                settings.redisUrl().orElseGet(() -> redis.get().url()));
        properties.putAll(
                settings.database().orElseGet(() -> postgres.get().address()).asProperties());
        settings.databaseOwner()
                .or(() -> postgres.map(PostgresServer::ownerAddress))
                .ifPresent(owner -> properties.putAll(owner.asMigrationProperties()));
        if (redis.isPresent() || postgres.isPresent()) {
            LOG.infof(
                    "Embedded storage ready in %d ms, data in %s",
                    (System.nanoTime() - began) / 1_000_000, settings.dataDirectory());
        }
    }

    /** The addresses of the storage, embedded or not, as configuration for Quarkus. */
    public Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /** The process of the embedded Redis; empty where Redis is run by others. */
    public Optional<ProcessHandle> redisProcess() {
        return redis.map(RedisServer::process);
    }

    /** The process of the embedded PostgreSQL; empty where PostgreSQL is run by others. */
    public Optional<ProcessHandle> postgresProcess() {
        return postgres.map(PostgresServer::process);
    }

    /** Stops the servers when the virtual machine ends, but only after Quarkus has let go of them. */
    public void stopAfterQuarkus() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            awaitQuarkusStopped();
                            close();
                        },
                        "embedded-servers-stop"));
    }

    private static void awaitQuarkusStopped() {
        Application application = Application.currentApplication();
        if (application == null) {
            return;
        }
        Thread wait = new Thread(application::awaitShutdown, "await-quarkus");
        wait.setDaemon(true);
        wait.start();
        try {
            wait.join(QUARKUS_STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> redisStop = CompletableFuture.runAsync(() -> redis.ifPresent(RedisServer::close));
        postgres.ifPresent(PostgresServer::close);
        redisStop.join();
        if (lock != null) {
            lock.close();
        }
    }
}
