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
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Lettuce client for one server or a cluster, with limits on all that could wait. */
final class RedisClientFactory {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private static final Duration RECONNECT_DELAY_MIN = Duration.ofMillis(50);
    private static final Duration RECONNECT_DELAY_MAX = Duration.ofSeconds(1);

    private RedisClientFactory() {}

    /** By themselves clients wait up to 30 s between attempts to connect again, far too long for live state. */
    static ClientResources resources() {
        return ClientResources.builder()
                .reconnectDelay(Delay.exponential(RECONNECT_DELAY_MIN, RECONNECT_DELAY_MAX, 2, TimeUnit.MILLISECONDS))
                .build();
    }

    static AbstractRedisClient create(StateConfig config, ClientResources resources) {
        List<RedisURI> nodes = Arrays.stream(config.url().split(","))
                .map(String::strip)
                .map(RedisURI::create)
                .toList();
        nodes.forEach(node -> node.setTimeout(config.commandTimeout()));
        if (nodes.size() == 1) {
            RedisClient client = RedisClient.create(resources, nodes.get(0));
            client.setOptions(limit(ClientOptions.builder(), config).build());
            return client;
        }
        RedisClusterClient client = RedisClusterClient.create(resources, nodes);
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
