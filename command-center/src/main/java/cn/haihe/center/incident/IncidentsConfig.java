package cn.haihe.center.incident;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much operators may close, so that one slip of a hand does not close the city. */
@ConfigMapping(prefix = "haihe.incidents")
public interface IncidentsConfig {
    /** Incidents that are not over. */
    @WithDefault("1000")
    int openMax();

    /** Segments of one incident. */
    @WithDefault("2000")
    int segmentsMax();

    /** Corners of the area that an operator draws. */
    @WithDefault("5000")
    int cornersMax();

    /** How far around a point an incident may reach. */
    @WithDefault("2000")
    double reachMetresMax();

    /** How far ahead an incident may begin. */
    @WithDefault("P366D")
    Duration aheadMax();

    /** How long before it begins travellers are told. */
    @WithDefault("P7D")
    Duration announcedBefore();
}
