package cn.haihe.center.state;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.embedded.internal.RedisServer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real Redis Cluster of two nodes. */
class RedisClusterTest {
    private static final int SLOTS = 16_384;

    @TempDir
    Path directory;

    private final List<Process> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    @Test
    void aBatchSpreadsOverTheNodesAndComesBackWhole() throws Exception {
        startCluster();
        StateConfig config = new SmallRyeConfigBuilder()
                .withMapping(StateConfig.class)
                .withDefaultValues(Map.of(
                        "haihe.redis.url", "redis://127.0.0.1:" + ports.get(0) + ",redis://127.0.0.1:" + ports.get(1)))
                .build()
                .getConfigMapping(StateConfig.class);
        RedisConnection redis = new RedisConnection(config);
        redis.start();
        try {
            LatestStore store = new RedisLatestStore(redis, config, Clock.systemUTC());
            List<LatestRecord> batch = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                batch.add(new LatestRecord("bus" + i, 1_700_000_000_000L + i, new byte[] {(byte) i}));
            }
            assertThat(store.upsert(LatestKind.BUS, batch).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .containsOnly(LatestOutcome.NEWER);
            assertThat(store.upsert(LatestKind.BUS, batch).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .containsOnly(LatestOutcome.DUPLICATE);
            Set<String> ids = new HashSet<>();
            store.forEach(LatestKind.BUS, record -> ids.add(record.id()))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(ids).hasSize(2_000);
        } finally {
            redis.close();
        }
        for (int port : ports) {
            try (RedisClient node = RedisClient.create("redis://127.0.0.1:" + port)) {
                assertThat(node.connect().sync().dbsize())
                        .as("keys of node %d", port)
                        .isPositive();
            }
        }
    }

    private void startCluster() throws Exception {
        Path home = directory.resolve("program");
        RedisServer.start(home).close();
        for (int i = 0; i < 2; i++) {
            int port = freePort();
            Path data = Files.createDirectory(directory.resolve("node" + i));
            int busPort = freePort();
            ports.add(port);
            busPorts.add(busPort);
            nodes.add(new ProcessBuilder(
                            home.resolve("redis-server").toString(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--cluster-enabled",
                            "yes",
                            "--cluster-port",
                            Integer.toString(busPort),
                            "--save",
                            "",
                            "--dir",
                            data.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start());
        }
        for (int i = 0; i < 2; i++) {
            try (RedisClient node = connectWhenUp(ports.get(i))) {
                var commands = node.connect().sync();
                commands.clusterAddSlotsRange(Range.create(i * SLOTS / 2, (i + 1) * SLOTS / 2 - 1));
                if (i == 1) {
                    meet(commands, ports.get(0), busPorts.get(0));
                }
            }
        }
        for (int port : ports) {
            awaitClusterOk(port);
        }
    }

    /** Lettuce's own CLUSTER MEET has no place for the port of the cluster bus. */
    private static void meet(RedisCommands<String, String> commands, int port, int busPort) {
        commands.dispatch(
                CommandType.CLUSTER,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .add("MEET")
                        .add("127.0.0.1")
                        .add(port)
                        .add(busPort));
    }

    private static RedisClient connectWhenUp(int port) throws InterruptedException {
        RedisClient client = RedisClient.create(RedisURI.create("redis://127.0.0.1:" + port));
        for (int i = 0; ; i++) {
            try {
                client.connect().close();
                return client;
            } catch (RuntimeException e) {
                if (i == 400) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static void awaitClusterOk(int port) throws InterruptedException {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + port)) {
            var commands = client.connect().sync();
            String info = "";
            for (int i = 0; i < 600; i++) {
                info = commands.clusterInfo();
                if (info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:2")) {
                    return;
                }
                Thread.sleep(50);
            }
            throw new AssertionError(info);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stopCluster() throws Exception {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }
}
