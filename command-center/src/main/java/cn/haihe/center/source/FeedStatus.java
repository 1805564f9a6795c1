package cn.haihe.center.source;

import java.time.Instant;
import java.util.Map;

/**
 * How a feed does, since the hub started.
 *
 * @param recordsPerSecond records taken, averaged over about the last ten seconds
 * @param lastReceivedAt when a record was last taken; null where none was
 * @param lastObservedAt the newest moment that a taken record tells of; null where none was
 * @param rejected all reasons together
 * @param reasons only those that occurred
 */
public record FeedStatus(
        String id,
        String name,
        SourceKind kind,
        long accepted,
        long rejected,
        Map<RejectReason, Long> reasons,
        double recordsPerSecond,
        Instant lastReceivedAt,
        Instant lastObservedAt) {}
