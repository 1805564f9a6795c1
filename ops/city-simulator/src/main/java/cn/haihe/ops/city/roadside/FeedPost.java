package cn.haihe.ops.city.roadside;

import java.io.IOException;

/** Where a device posts its records: the hub, or a test. */
public interface FeedPost {
    /**
     * @param lines records as NDJSON
     * @return what the hub answered
     */
    Answer post(String lines) throws IOException, InterruptedException;

    /** How many records the hub took and how many it did not. */
    record Answer(int accepted, int rejected, String reasons) {}
}
