package cn.haihe.center.optimise;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the hub's machine may go into computing plans. */
@ConfigMapping(prefix = "haihe.optimise")
public interface OptimiseConfig {
    /** That search for one request; requests run one after the other. */
    @WithDefault("1")
    int threads();

    /** Requests that may wait while one runs. */
    @WithDefault("4")
    int waitingMax();

    /** Requests whose results are kept to be read. */
    @WithDefault("20")
    int keptMax();

    @WithDefault("200")
    int junctionsMax();

    @WithDefault("300")
    int secondsMax();

    /** Number that a computed plan gets; the next one where that runs now. */
    @WithDefault("20")
    int planNumber();
}
