package cn.haihe.center.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param rejected all reasons together
 * @param reasons only those that occurred
 * @param notes how many of the accepted records were taken in a way that is not plain; absent where none was
 */
public record FeedAnswer(
        int accepted,
        int rejected,
        Map<RejectReason, Integer> reasons,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<FeedNote, Integer> notes) {
    public FeedAnswer {
        reasons = ordered(RejectReason.class, reasons);
        notes = ordered(FeedNote.class, notes);
    }

    public static FeedAnswer of(int accepted, Map<RejectReason, Integer> reasons) {
        return of(accepted, reasons, Map.of());
    }

    public static FeedAnswer of(int accepted, Map<RejectReason, Integer> reasons, Map<FeedNote, Integer> notes) {
        int rejected = reasons.values().stream().mapToInt(Integer::intValue).sum();
        return new FeedAnswer(accepted, rejected, reasons, notes);
    }

    private static <K extends Enum<K>> Map<K, Integer> ordered(Class<K> type, Map<K, Integer> counts) {
        Map<K, Integer> copy = new EnumMap<>(type);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }
}
