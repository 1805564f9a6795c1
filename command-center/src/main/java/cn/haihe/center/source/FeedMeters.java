package cn.haihe.center.source;

import java.util.List;

/** The meters of all sources. */
public interface FeedMeters {
    /** The same meter for the same source, as long as the hub runs. */
    FeedMeter of(Source source);

    /** Counts a request without a valid key. */
    void unauthorised();

    /** One line for each source that is registered. */
    List<FeedStatus> listStatus();

    /** The last rejected records of a source that were kept, newest first. */
    List<RejectedRecord> listRejects(Source source);
}
