package cn.haihe.ops.city.card;

import java.util.List;

/** What one acquirer posts to {@code /clearing/v1/batches}. */
public record TapBatch(String batchId, Institution acquirer, String businessDay, List<TapRecord> records) {
    public TapBatch {
        records = List.copyOf(records);
    }
}
