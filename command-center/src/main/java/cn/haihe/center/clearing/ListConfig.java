package cn.haihe.center.clearing;

import cn.haihe.card.blacklist.LossRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the blacklist and the list of cities are published. No source that we have seen gives cadence or times of the first. */
@ConfigMapping(prefix = "haihe.card-lists")
public interface ListConfig {
    /** How long after a version of the blacklist is published an acquirer may take to acknowledge it. */
    @WithDefault("10m")
    Duration blacklistWithin();

    /** The same of the list of cities: ministry rules of 2018 give 30 days for a new city and 7 for one that leaves. */
    @WithDefault("7d")
    Duration citiesWithin();

    /** From when on the acquirer bears the loss of a blacklisted card's fares. */
    @WithDefault("ISSUER_UNTIL_ACKNOWLEDGED")
    LossRule loss();

    /** Changes in one batch. */
    @WithDefault("20000")
    int batchMax();

    /** How far ahead a change may take effect. */
    @WithDefault("90d")
    Duration aheadMax();

    /** Changes of one delta; who lacks more fetches the list whole. */
    @WithDefault("100000")
    long deltaMax();

    /** The oldest version from which a delta is given. */
    @WithDefault("30d")
    Duration deltaAgeMax();

    /** A whole list is not written anew more often than this; what came since is in the delta. */
    @WithDefault("1m")
    Duration wholeEvery();
}
