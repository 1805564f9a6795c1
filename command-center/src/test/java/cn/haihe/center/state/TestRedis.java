package cn.haihe.center.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Kills the real Redis under the running hub and starts it again. */
public final class TestRedis {
    private static final Path HOME = Path.of("target", "hub-test-data", "redis").toAbsolutePath();

    private TestRedis() {}

    public static void kill() throws Exception {
        long pid = Long.parseLong(Files.readString(HOME.resolve("redis.pid")).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    public static void start() throws Exception {
        Process starter = new ProcessBuilder(
                        HOME.resolve("redis-server").toString(),
                        HOME.resolve("redis.conf").toString())
                .start();
        assertThat(starter.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until the hub has noticed. */
    public static void awaitAvailable(RedisConnection redis, boolean wanted) throws InterruptedException {
        for (int i = 0; i < 600 && redis.isAvailable() != wanted; i++) {
            Thread.sleep(50);
        }
        assertThat(redis.isAvailable()).isEqualTo(wanted);
    }
}
