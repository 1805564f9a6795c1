package cn.haihe.center.routes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a request for a way by car to a car park, and on by foot, may cost, and what it offers. */
@ConfigMapping(prefix = "haihe.park-and-walk")
public interface ParkAndWalkConfig {
    /** Car parks with live counts that ways are searched for; the nearest to the destination. */
    @WithDefault("6")
    int candidatesMax();

    /** A car park where a space is less likely at arrival is counted as full. */
    @WithDefault("0.5")
    double leastProbability();

    /** What it costs on average to find no space and go on: weighs the probability against the minutes. */
    @WithDefault("PT8M")
    Duration missCosts();
}
