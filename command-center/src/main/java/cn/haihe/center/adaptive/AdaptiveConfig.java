package cn.haihe.center.adaptive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Adaptive control of junctions. */
@ConfigMapping(prefix = "haihe.adaptive")
public interface AdaptiveConfig {
    /** Junctions that may be controlled adaptively at once. */
    @WithDefault("200")
    int junctionsMax();

    /** Over which the detectors at the stop lines count. */
    @WithDefault("60")
    int detectorPeriodSeconds();

    /** The longest queue that they can tell. */
    @WithDefault("300")
    double longestQueueMetres();

    /** How many seconds of the street pass in one of the hub, which looks as often: 1, but for simulated streets in a hurry. */
    @WithDefault("1")
    double streetSpeed();

    /** How long the hub waits, when it ends, for junctions to take their own plans again. */
    @WithDefault("PT3S")
    Duration releaseWithin();
}
