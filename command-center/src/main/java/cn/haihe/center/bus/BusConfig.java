package cn.haihe.center.bus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The door of the buses' terminals, and what counts as a believable fix. */
@ConfigMapping(prefix = "haihe.bus")
public interface BusConfig {
    /** TCP; 0 takes a free one. */
    @WithDefault("8808")
    int port();

    @WithDefault("0.0.0.0")
    String host();

    /** Event loops that serve terminals; 0 takes one for each processor. */
    @WithDefault("0")
    int lanes();

    /** Terminals at once; one more is hung up on. */
    @WithDefault("150000")
    int connectionsMax();

    /** A connection that has not authenticated by then is closed. */
    @WithDefault("30s")
    Duration authenticationTimeout();

    /** A connection that has sent nothing for so long is closed. */
    @WithDefault("5m")
    Duration idleTimeout();

    /** What one terminal may send in the long run; beyond it the hub stops reading from it for a while. */
    @WithDefault("50")
    int messagesPerSecond();

    /** What one terminal may send at once. */
    @WithDefault("500")
    int messageBurst();

    /** Unreadable or refused messages in a row after which a connection is closed. */
    @WithDefault("10")
    int garbageMax();

    /** How long positions are gathered before they go to Redis together. */
    @WithDefault("25ms")
    Duration batchInterval();

    /** After a failed write, how long until the next try. */
    @WithDefault("250ms")
    Duration retryInterval();

    /** How far a terminal's clock may be ahead; they set it by satellite. */
    @WithDefault("10s")
    Duration futureTolerance();

    /** A fix older than this says nothing of now. */
    @WithDefault("10m")
    Duration staleAfter();

    /** How far outside the city's streets a bus may be, in degrees. */
    @WithDefault("0.02")
    double cityMarginDegrees();

    /** No bus drives faster. */
    @WithDefault("130")
    double speedMaxKmh();

    /** A position is fresh up to this age (grade B: one source). */
    @WithDefault("45s")
    Duration freshFor();

    /** And ageing up to this (grade C). Beyond it is last known (grade D), up to {@link #shownFor}. */
    @WithDefault("2m")
    Duration ageingFor();

    /** A bus that has not been heard of for so long is not shown. */
    @WithDefault("10m")
    Duration shownFor();

    /**
     * As many buses are followed on the roads; the fixes of one more are counted and left out, until one of them has not
     * been heard of for {@link #shownFor}.
     */
    @WithDefault("2000")
    int followedMax();

    /** The part of one processor that following them may take, above 0 and up to 1. */
    @WithDefault("0.25")
    double followShareMax();
}
