package cn.haihe.center.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the console is served. */
@ConfigMapping(prefix = "haihe.console")
public interface ConsoleConfig {
    /** Consoles that may be live at once; one more is refused with close code 1013 (try again later). */
    @WithDefault("200")
    int maxClients();
}
