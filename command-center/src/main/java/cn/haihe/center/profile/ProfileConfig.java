package cn.haihe.center.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How usual speeds are learnt from live traffic, and how far ahead traffic is expected. */
@ConfigMapping(prefix = "haihe.profile")
public interface ProfileConfig {
    /** How often the live picture is looked at; what is seen in a quarter-hour is one observation. */
    @WithDefault("PT1M")
    Duration lookEvery();

    /**
     * Like days that a usual speed remembers: the mean of all at first, then each new day counts for one part of so many.
     * 1 to 255.
     */
    @WithDefault("20")
    int daysRemembered();

    /** Of the live traffic nothing counts any more for who drives so much later. */
    @WithDefault("PT1H")
    Duration liveFadesWithin();

    /** As far as a departure or an arrival may be planned; eight days at most. */
    @WithDefault("P7D")
    Duration aheadMax();
}
