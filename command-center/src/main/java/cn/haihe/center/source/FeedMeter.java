package cn.haihe.center.source;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * Where a feed says what became of each record of one source. Cheap enough for every record, from any thread: a rejected
 * record is always counted, and kept for operators to read as far as the limits on that allow.
 */
public interface FeedMeter {
    Source source();

    /** @param observedAt the newest moment that these records tell of */
    void accepted(int records, Instant observedAt);

    /**
     * @param detail one sentence for a person
     * @param record the record in readable form, asked for only if it is kept; cut to 500 characters
     */
    void rejected(RejectReason reason, String detail, Supplier<String> record);

    /** How many of this many records the source may send now; the rest is to be rejected as OVER_LIMIT. */
    int takePermits(int records);

    /** Whether the source may send anything now. */
    boolean hasPermits();

    /** Whether one more request of the source may be worked on; if true, {@link #leave} must follow. */
    boolean tryEnter();

    void leave();
}
