package cn.haihe.center.feed;

import cn.haihe.center.source.FeedNote;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.Source;
import cn.haihe.center.state.LatestKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one feed's records look like and where they go. */
public interface FeedForm<T extends FeedObservation> {
    LatestKind kind();

    /** A record that is older than this says nothing of now. */
    Duration staleAfter();

    /** @throws cn.haihe.center.source.RejectedException where the record is malformed or its device unknown */
    T read(RawRecord record, Source source);

    /** What the sender should know of a record that is taken; mostly nothing. */
    default Optional<FeedNote> note(T observation) {
        return Optional.empty();
    }

    /** Takes what has become the latest of its device. Never waits. */
    void onLatest(List<T> observations);
}
