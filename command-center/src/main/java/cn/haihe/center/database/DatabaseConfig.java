package cn.haihe.center.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much the hub asks of PostgreSQL at once. */
@ConfigMapping(prefix = "haihe.database")
public interface DatabaseConfig {
    @WithDefault("20")
    int connectionsMax();

    /** Requests that wait for a connection; one more is refused. */
    @WithDefault("1000")
    int waitersMax();

    /** How long a request waits for a connection. */
    @WithDefault("10s")
    Duration waitMax();

    /** How long one statement may take; those that seal and net a day are the longest. */
    @WithDefault("60s")
    Duration statementMax();
}
