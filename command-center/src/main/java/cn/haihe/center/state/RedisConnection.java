package cn.haihe.center.state;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The hub's connection to Redis, one server or a cluster. A connection that breaks is made again by itself; meanwhile
 * commands fail at once rather than wait, so that neither memory nor callers pile up. The hub may start before Redis.
 */
@Startup
@ApplicationScoped
public class RedisConnection {
    private static final Logger LOG = Logger.getLogger(RedisConnection.class);

    private final StateConfig config;
    private final ClientResources resources = RedisClientFactory.resources();
    private final AbstractRedisClient client;
    private final AtomicBoolean available = new AtomicBoolean();
    private final ScheduledExecutorService probe =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "redis-probe"));
    private volatile RedisClusterAsyncCommands<String, byte[]> commands;

    RedisConnection(StateConfig config) {
        this.config = config;
        client = RedisClientFactory.create(config, resources);
    }

    @PostConstruct
    void start() {
        probe();
        long millis = config.probeInterval().toMillis();
        probe.scheduleWithFixedDelay(this::probe, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void probe() {
        try {
            if (commands == null) {
                commands = RedisClientFactory.connect(client);
            }
            commands.ping().get(config.commandTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (available.compareAndSet(false, true)) {
                LOG.info("Redis answers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            lost(e);
        }
    }

    private void lost(Throwable cause) {
        if (available.compareAndSet(true, false)) {
            LOG.warnf("Redis does not answer: %s", cause);
        }
    }

    /** Whether Redis answered when it was last asked. */
    public boolean isAvailable() {
        return available.get();
    }

    /** @throws StateUnavailableException where Redis did not answer when it was last asked */
    public void requireAvailable() {
        if (!available.get()) {
            throw new StateUnavailableException(null);
        }
    }

    /**
     * Sends commands without blocking.
     *
     * @return fails with {@link StateUnavailableException} where Redis is gone, silent, or already has as many commands
     *     waiting as it may; with {@link RedisCommandExecutionException} where it refuses the command
     */
    public <T> CompletionStage<T> call(
            Function<RedisClusterAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> commandsToAnswer) {
        RedisClusterAsyncCommands<String, byte[]> connected = commands;
        if (connected == null || !available.get()) {
            return CompletableFuture.failedFuture(new StateUnavailableException(null));
        }
        CompletionStage<T> answer;
        try {
            answer = commandsToAnswer.apply(connected);
        } catch (RedisException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(failure -> {
            throw new CompletionException(explain(failure));
        });
    }

    private Throwable explain(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RedisCommandExecutionException ? cause : new StateUnavailableException(cause);
    }

    @PreDestroy
    void close() {
        probe.shutdownNow();
        client.close();
        resources.shutdown();
    }
}
