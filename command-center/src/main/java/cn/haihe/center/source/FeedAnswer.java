package cn.haihe.center.source;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param rejected all reasons together
 * @param reasons only those that occurred
 */
public record FeedAnswer(int accepted, int rejected, Map<RejectReason, Integer> reasons) {
    public FeedAnswer {
        Map<RejectReason, Integer> copy = new EnumMap<>(RejectReason.class);
        copy.putAll(reasons);
        reasons = Collections.unmodifiableMap(copy);
    }

    public static FeedAnswer of(int accepted, Map<RejectReason, Integer> reasons) {
        return new FeedAnswer(
                accepted, reasons.values().stream().mapToInt(Integer::intValue).sum(), reasons);
    }
}
