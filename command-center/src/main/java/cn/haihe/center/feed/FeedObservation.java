package cn.haihe.center.feed;

import cn.haihe.center.state.LatestRecord;
import java.time.Instant;

/** A well-formed record of a feed, whose device is known. */
public interface FeedObservation {
    Instant observedAt();

    /** In the form it is kept in Redis. */
    LatestRecord toLatest();
}
