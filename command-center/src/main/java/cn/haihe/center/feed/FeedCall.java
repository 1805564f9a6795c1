package cn.haihe.center.feed;

import cn.haihe.center.source.FeedMeter;
import jakarta.enterprise.context.RequestScoped;

/** Who posts the batch of this request. */
@RequestScoped
public class FeedCall {
    private FeedMeter meter;

    public FeedMeter meter() {
        return meter;
    }

    void by(FeedMeter caller) {
        meter = caller;
    }
}
