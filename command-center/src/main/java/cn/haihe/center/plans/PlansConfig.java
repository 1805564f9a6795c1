package cn.haihe.center.plans;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The life of timing plans, and how the street is kept to what is wanted. */
@ConfigMapping(prefix = "haihe.plans")
public interface PlansConfig {
    /**
     * Whether {@code POST /api/v1/signals/{id}/plan} puts a plan into force without a second person. Meant for demos and
     * test beds only.
     */
    @WithDefault("false")
    boolean directPush();

    /** How long a second person has to decide, where the first did not say. */
    @WithDefault("PT12H")
    Duration approvalWithin();

    /** How long the first may give the second person at most. */
    @WithDefault("P30D")
    Duration approvalLongest();

    /** How often the street is held against what is wanted. */
    @WithDefault("PT2S")
    Duration reconcileEvery();

    /** How many plans are loaded at once; those that are only watched do not count. */
    @WithDefault("64")
    int pushesMax();

    /** Before the second attempt; each further one waits twice as long, up to {@link #retryLongest}. */
    @WithDefault("PT5S")
    Duration retryFirst();

    @WithDefault("PT10M")
    Duration retryLongest();

    /** How often the times of a plan in force are read back, though nothing speaks against them. */
    @WithDefault("PT30M")
    Duration auditEvery();

    /** First number that a plan gets that was given none. */
    @WithDefault("10")
    int firstNumber();

    /** For how long no other plan gets the number of a draft that nobody submitted. */
    @WithDefault("P7D")
    Duration draftsCountFor();

    /** How often a plan in shadow is compared with the live one. */
    @WithDefault("PT15M")
    Duration shadowEvery();
}
