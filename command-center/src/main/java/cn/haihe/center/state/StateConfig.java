package cn.haihe.center.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the hub talks to Redis. */
@ConfigMapping(prefix = "haihe.redis")
public interface StateConfig {
    /**
     * {@code redis://[:password@]host:port} or {@code rediss://…}; several of them separated by commas name nodes of a
     * Redis Cluster. Set by the hub itself where it starts its own Redis.
     */
    String url();

    /** A command that has no answer by then has failed. */
    @WithDefault("PT2S")
    Duration commandTimeout();

    /** A node that does not accept a connection by then counts as gone. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** Commands that may wait for an answer on one connection; what comes beyond fails at once. */
    @WithDefault("4096")
    int requestQueueSize();

    /** How often Redis is asked whether it answers. */
    @WithDefault("PT0.5S")
    Duration probeInterval();

    /** How far a device's clock may be ahead of the hub's before its records count as dated in the future. */
    @WithDefault("PT60S")
    Duration futureTolerance();
}
