package cn.haihe.center.state;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The latest record of every device, in Redis, where it outlives the hub. The newest by device time wins, atomically,
 * whatever the order of arrival and however many hubs write. Never blocks; every stage fails with
 * {@link StateUnavailableException} where Redis does not answer in time.
 */
public interface LatestStore {
    int BATCH_MAX = 20_000;

    /**
     * Offers records as the latest of their devices. A batch of hundreds costs little more than one record.
     *
     * @param batch at most {@link #BATCH_MAX}; several of one device are taken in the order of the list
     * @return what became of each, in the order of the list; where the stage fails, some may have been stored: offering
     *     all of them again does no harm
     */
    CompletionStage<LatestOutcome[]> upsert(LatestKind kind, List<LatestRecord> batch);

    /** Hands every stored record of a kind to the reader, in no order, on one thread at a time. */
    CompletionStage<Void> forEach(LatestKind kind, Consumer<LatestRecord> reader);
}
