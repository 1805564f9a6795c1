package cn.haihe.ops.city;

import cn.haihe.ops.city.roadside.FeedPost;
import java.util.concurrent.atomic.LongAdder;

/** What the hub made of a kind of records so far. */
final class FeedCounts {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private volatile String lastReasons = "";

    void add(FeedPost.Answer answer) {
        accepted.add(answer.accepted());
        rejected.add(answer.rejected());
        if (answer.rejected() > 0) {
            lastReasons = " " + answer.reasons();
        }
    }

    @Override
    public String toString() {
        return accepted.sum() + " taken, " + rejected.sum() + " not" + lastReasons;
    }
}
