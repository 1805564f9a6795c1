package cn.haihe.center.performance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is kept of what was observed, and how large a question may be. */
@ConfigMapping(prefix = "haihe.performance")
public interface PerformanceConfig {
    /** Stages kept of each junction: about ten cycles. */
    @WithDefault("48")
    int spellsMax();

    /** Two sights of a junction that lie further apart say nothing of the time between them. */
    @WithDefault("PT5S")
    Duration gap();

    /** Places kept of each bus. */
    @WithDefault("90")
    int tracePlaces();

    /** How often the newest place of each bus is kept; no more often than once a second. */
    @WithDefault("PT10S")
    Duration traceEvery();

    /** Buses of which places are kept; of others nothing. */
    @WithDefault("40000")
    int tracedMax();

    @WithDefault("40")
    int corridorJunctionsMax();

    /** How far beside a corridor a bus still drives on it. */
    @WithDefault("35")
    double corridorReachMetres();
}
