package cn.haihe.center.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How usual speeds are learnt from live traffic. */
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
}
