package cn.haihe.center.calendar;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

@ConfigMapping(prefix = "haihe.calendar")
public interface CalendarConfig {
    /** Where the city's day begins and ends. */
    @WithDefault("Asia/Shanghai")
    ZoneId zone();
}
