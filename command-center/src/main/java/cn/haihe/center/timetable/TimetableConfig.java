package cn.haihe.center.timetable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Timetables of junctions. */
@ConfigMapping(prefix = "haihe.timetable")
public interface TimetableConfig {
    /** How often the centre looks whether another period began. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /** How often the centre looks whether a controller is due to be held against what it should hold. */
    @WithDefault("PT30S")
    Duration keepEvery();

    /** How often controllers are held against what they should hold, where nothing else speaks for it. */
    @WithDefault("PT6H")
    Duration auditEvery();

    /** After a controller did not take its timetable. */
    @WithDefault("PT2M")
    Duration retryAfter();

    /** How many controllers are loaded at once. */
    @WithDefault("4")
    int loadsMax();

    /** For how many days holidays, make-up workdays and special days are written into controllers; at most 300. */
    @WithDefault("60")
    int daysAhead();
}
