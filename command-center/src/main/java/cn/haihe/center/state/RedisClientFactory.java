package cn.haihe.center.state;

import io.lettuce.core.AbstractRedisClient;
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
import java.util.Arrays;
import java.util.List;

/** A Lettuce client for one server or a cluster, with limits on all that could wait. */
final class RedisClientFactory {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private RedisClientFactory() {}

    static AbstractRedisClient create(StateConfig config) {
        List<RedisURI> nodes = Arrays.stream(config.url().split(","))
                .map(String::strip)
                .map(RedisURI::create)
                .toList();
        nodes.forEach(node -> node.setTimeout(config.commandTimeout()));
        if (nodes.size() == 1) {
            RedisClient client = RedisClient.create(nodes.get(0));
            client.setOptions(limit(ClientOptions.builder(), config).build());
            return client;
        }
        RedisClusterClient client = RedisClusterClient.create(nodes);
        ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .enablePeriodicRefresh()
                        .build());
        limit(options, config);
        client.setOptions(options.build());
        return client;
    }

    private static ClientOptions.Builder limit(ClientOptions.Builder builder, StateConfig config) {
        return builder.autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(config.requestQueueSize())
                .timeoutOptions(TimeoutOptions.enabled(config.commandTimeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.connectTimeout())
                        .keepAlive(true)
                        .build());
    }

    /** Blocks until connected or the connection attempt has failed. */
    static RedisClusterAsyncCommands<String, byte[]> connect(AbstractRedisClient client) {
        return client instanceof RedisClusterClient cluster
                ? cluster.connect(CODEC).async()
                : ((RedisClient) client).connect(CODEC).async();
    }
}
