package cn.haihe.card.clearing;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/**
 * What an acquirer posts at once.
 *
 * @param batchId the acquirer's own, 1 to 64 of letters, digits and {@code . _ : -}; names the same content for ever
 * @param businessDay the day on which the batch is to be cleared
 * @param taps may hold nulls, which are rejected as malformed
 */
public record SubmittedBatch(String batchId, String acquirer, LocalDate businessDay, List<SubmittedTap> taps) {
    public SubmittedBatch {
        if (batchId == null || acquirer == null || businessDay == null || taps == null) {
            throw new IllegalArgumentException("a batch has an id, an acquirer, a business day and records");
        }
        taps = Collections.unmodifiableList(taps);
    }
}
