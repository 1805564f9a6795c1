package cn.haihe.center.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps the records of a kind in hashes, the buckets, one key each: enough of them to spread over a cluster, few enough
 * that a batch is a handful of script calls. The hash tag keeps a bucket in one slot.
 */
@ApplicationScoped
class RedisLatestStore implements LatestStore {
    private static final Script UPSERT = Script.ofResource("/redis/upsert-latest.lua");
    private static final int CALL_RECORDS_MAX = 1_000;

    private final RedisConnection redis;
    private final StateConfig config;
    private final Clock clock;

    RedisLatestStore(RedisConnection redis, StateConfig config, Clock clock) {
        this.redis = redis;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public CompletionStage<LatestOutcome[]> upsert(LatestKind kind, List<LatestRecord> batch) {
        if (batch.size() > BATCH_MAX) {
            throw new IllegalArgumentException("batch of " + batch.size() + ", at most " + BATCH_MAX);
        }
        LatestOutcome[] outcomes = new LatestOutcome[batch.size()];
        if (outcomes.length == 0) {
            return CompletableFuture.completedFuture(outcomes);
        }
        byte[] limit = LatestRecord.timeDigits(
                clock.millis() + config.futureTolerance().toMillis());
        int[] bucketOf = new int[outcomes.length];
        int[] sizes = new int[LatestKeys.BUCKETS];
        for (int i = 0; i < bucketOf.length; i++) {
            bucketOf[i] = LatestKeys.bucketOf(batch.get(i).id());
            sizes[bucketOf[i]]++;
        }
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int bucket = 0; bucket < sizes.length; bucket++) {
            if (sizes[bucket] > 0) {
                int[] places = placesOf(bucket, bucketOf, sizes[bucket]);
                addCalls(calls, kind, bucket, batch, places, limit, outcomes);
            }
        }
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).thenApply(done -> outcomes);
    }

    private static int[] placesOf(int bucket, int[] bucketOf, int size) {
        int[] places = new int[size];
        int next = 0;
        for (int i = 0; i < bucketOf.length; i++) {
            if (bucketOf[i] == bucket) {
                places[next++] = i;
            }
        }
        return places;
    }

    private void addCalls(
            List<CompletableFuture<Void>> calls,
            LatestKind kind,
            int bucket,
            List<LatestRecord> batch,
            int[] places,
            byte[] limit,
            LatestOutcome[] outcomes) {
        for (int from = 0; from < places.length; from += CALL_RECORDS_MAX) {
            int first = from;
            int count = Math.min(CALL_RECORDS_MAX, places.length - from);
            byte[][] arguments = new byte[1 + 2 * count][];
            arguments[0] = limit;
            for (int i = 0; i < count; i++) {
                LatestRecord record = batch.get(places[first + i]);
                arguments[1 + 2 * i] = record.id().getBytes(StandardCharsets.UTF_8);
                arguments[2 + 2 * i] = record.toValue();
            }
            calls.add(UPSERT.run(redis, LatestKeys.key(kind, bucket), arguments)
                    .thenAccept(letters -> {
                        for (int i = 0; i < count; i++) {
                            outcomes[places[first + i]] = outcomeOf(letters[i]);
                        }
                    })
                    .toCompletableFuture());
        }
    }

    private static LatestOutcome outcomeOf(byte letter) {
        return switch (letter) {
            case 'N' -> LatestOutcome.NEWER;
            case 'O' -> LatestOutcome.OLDER;
            case 'D' -> LatestOutcome.DUPLICATE;
            case 'F' -> LatestOutcome.FUTURE;
            default -> throw new IllegalStateException("Redis answered " + (char) letter);
        };
    }

    @Override
    public CompletionStage<Void> forEach(LatestKind kind, Consumer<LatestRecord> reader) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (int bucket = 0; bucket < LatestKeys.BUCKETS; bucket++) {
            String key = LatestKeys.key(kind, bucket);
            all = all.thenCompose(before -> redis.call(commands -> commands.hgetall(key)))
                    .thenAccept(records -> read(records, reader));
        }
        return all;
    }

    private static void read(Map<String, byte[]> records, Consumer<LatestRecord> reader) {
        records.forEach((id, value) -> reader.accept(LatestRecord.fromValue(id, value)));
    }
}
