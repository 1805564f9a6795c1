package cn.haihe.center.traffic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long an observed speed says something, and when two sources agree. */
@ConfigMapping(prefix = "haihe.traffic")
public interface TrafficConfig {
    /** Up to this age a value is fresh: grade B, or A where sources agree. */
    @WithDefault("PT2M")
    Duration freshFor();

    /** Up to this age it is ageing: grade C. */
    @WithDefault("PT5M")
    Duration ageingFor();

    /** Up to this age it is the last known: grade D. Older than that there is no value, and a feed's record is stale. */
    @WithDefault("PT15M")
    Duration lastKnownFor();

    /** Two sources agree where their speeds differ by no more than this, … */
    @WithDefault("10")
    double agreeWithinKmh();

    /** … or by no more than this part of the higher one. */
    @WithDefault("0.2")
    double agreeWithinRatio();

    /** A zero closes no street where another source saw vehicles move so shortly before it, or after. */
    @WithDefault("PT30S")
    Duration movingContradictsFor();

    /** A source whose zeros would close more segments at once than this has failed; they count as standstills then. */
    @WithDefault("500")
    int closedBySourceMax();

    /** A standstill counts as this speed in travel times of the whole network, which else were endless. */
    @WithDefault("2")
    double standstillKmh();
}
