package cn.haihe.center.state;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hub's connections to Redis, one server or a cluster. A connection that breaks is made again by itself; meanwhile
 * its commands fail at once rather than wait, so that neither memory nor callers pile up.
 */
@ApplicationScoped
public class RedisConnection {
    /** Keys are text, values are bytes. */
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final RedisClusterAsyncCommands<String, byte[]> commands;

    RedisConnection(StateConfig config) {
        List<RedisURI> nodes = Arrays.stream(config.url().split(","))
                .map(String::strip)
                .map(RedisURI::create)
                .toList();
        nodes.forEach(node -> node.setTimeout(config.commandTimeout()));
        commands = nodes.size() == 1 ? single(nodes.get(0), config) : cluster(nodes, config);
    }

    private RedisClusterAsyncCommands<String, byte[]> single(RedisURI node, StateConfig config) {
        RedisClient client = RedisClient.create(node);
        open.add(client);
        client.setOptions(options(ClientOptions.builder(), config).build());
        var connection = client.connect(CODEC);
        open.add(0, connection);
        return connection.async();
    }

    private RedisClusterAsyncCommands<String, byte[]> cluster(List<RedisURI> nodes, StateConfig config) {
        RedisClusterClient client = RedisClusterClient.create(nodes);
        open.add(client);
        ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .enablePeriodicRefresh()
                        .build());
        options(options, config);
        client.setOptions(options.build());
        var connection = client.connect(CODEC);
        open.add(0, connection);
        return connection.async();
    }

    private static <B extends ClientOptions.Builder> B options(B builder, StateConfig config) {
        builder.autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(config.requestQueueSize())
                .timeoutOptions(TimeoutOptions.enabled(config.commandTimeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.connectTimeout())
                        .keepAlive(true)
                        .build());
        return builder;
    }

    /** Never blocks the caller; a future fails at once while Redis is gone. */
    public RedisClusterAsyncCommands<String, byte[]> commands() {
        return commands;
    }

    @PreDestroy
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }
}
