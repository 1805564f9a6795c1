package cn.haihe.center.routes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a request for a route may cost. */
@ConfigMapping(prefix = "haihe.routes")
public interface RoutesConfig {
    /** Points of one request to the GraphHopper door. */
    @WithDefault("25")
    int pointsMax();

    @WithDefault("3s")
    Duration searchTimeMax();

    @WithDefault("2000000")
    int visitedNodesMax();

    /** Searches at one time; one more is refused at once. */
    @WithDefault("16")
    int concurrentMax();
}
