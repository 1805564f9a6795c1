package cn.haihe.center.graphhopper;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a request to GraphHopper's dearer doors may cost. */
@ConfigMapping(prefix = "haihe.graphhopper")
public interface GraphHopperConfig {
    /** Places to set out from times places to come to. */
    @WithDefault("1000000")
    int matrixCellsMax();

    @WithDefault("20s")
    Duration matrixTimeMax();

    /** Fixes of one trace. */
    @WithDefault("5000")
    int matchFixesMax();

    /** Matrices, reaches and traces counted at one time; one more is refused at once. */
    @WithDefault("2")
    int concurrentMax();

    /** Matrices of the batch door that wait or wait to be fetched; the oldest that are done make room. */
    @WithDefault("16")
    int jobsMax();
}
