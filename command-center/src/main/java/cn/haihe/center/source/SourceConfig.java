package cn.haihe.center.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one source may do, so that none can crowd out the others. */
@ConfigMapping(prefix = "haihe.source")
public interface SourceConfig {
    /** Records that a source may send in a second, on average, unless its own number is registered. */
    @WithDefault("20000")
    long recordsPerSecond();

    /** Records that it may send at once after a pause; of a source with a number of its own, in the same proportion. */
    @WithDefault("100000")
    long recordsBurst();

    /** Requests of one source that are worked on at the same time; one more is refused. */
    @WithDefault("4")
    int requestsAtOnce();

    /** Rejected records that are kept per source for operators to read. */
    @WithDefault("200")
    int rejectsKept();

    /** Rejected records that are kept in one second per source; beyond that they are only counted. */
    @WithDefault("20")
    int rejectsKeptPerSecond();
}
