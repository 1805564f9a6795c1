package cn.haihe.center.parking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a count of free spaces says something. */
@ConfigMapping(prefix = "haihe.parking")
public interface ParkingConfig {
    /** Up to this age a count is fresh: grade B. */
    @WithDefault("PT5M")
    Duration freshFor();

    /** Up to this age it is ageing: grade C. */
    @WithDefault("PT15M")
    Duration ageingFor();

    /** Up to this age it is the last known: grade D. Older than that there is none, and a feed's record is stale. */
    @WithDefault("PT1H")
    Duration lastKnownFor();
}
