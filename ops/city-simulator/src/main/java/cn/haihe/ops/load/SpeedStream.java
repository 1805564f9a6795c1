package cn.haihe.ops.load;

import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.network.Road;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Posts a new speed of every road of a city in every period, until it is closed. A period whose records are not all
 * answered in time is late: the next one begins at once, and nothing is skipped.
 */
final class SpeedStream implements AutoCloseable {
    private final HubClient client;
    private final String apiKey;
    private final SpeedBatches batches;
    private final long periodNanos;
    private final Thread[] lanes;
    private final ConcurrentHistogram answerMillis = new ConcurrentHistogram(TimeUnit.MINUTES.toMillis(5), 3);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAccumulator worstLateMillis = new LongAccumulator(Math::max, 0);
    private long startNanos;
    private volatile boolean closed;

    /** @param lanes requests under way at a time; each lane has batches of its own */
    SpeedStream(
            HubClient client,
            String apiKey,
            List<Road> roads,
            int recordsPerCall,
            int lanes,
            Duration period,
            long seed) {
        this.client = client;
        this.apiKey = apiKey;
        periodNanos = period.toNanos();
        SplittableRandom random = new SplittableRandom(seed);
        batches = new SpeedBatches(roads, recordsPerCall);
        this.lanes = new Thread[lanes];
        for (int i = 0; i < lanes; i++) {
            int lane = i;
            SplittableRandom own = random.split();
            this.lanes[i] = new Thread(() -> run(lane, own), "speeds-" + i);
        }
    }

    void start() {
        startNanos = System.nanoTime();
        for (Thread lane : lanes) {
            lane.start();
        }
    }

    /** Posts the batches of one lane, each when its moment in the period has come. */
    private void run(int lane, SplittableRandom own) {
        try {
            for (long period = 0; !closed; period++) {
                for (int batch = lane; batch < batches.size() && !closed; batch += lanes.length) {
                    long due = startNanos + (long) ((period + (double) batch / batches.size()) * periodNanos);
                    long early = due - System.nanoTime();
                    if (early > 0) {
                        TimeUnit.NANOSECONDS.sleep(early);
                    }
                    worstLateMillis.accumulate(Math.max(0, -early / 1_000_000));
                    post(batch, own);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(int batch, SplittableRandom own) throws InterruptedException {
        long begin = System.nanoTime();
        int taken = 0;
        try {
            byte[] body = batches.body(batch, Instant.now(), own);
            taken = client.feed("/feeds/v1/traffic", body, apiKey)
                    .path("accepted")
                    .asInt();
        } catch (IOException e) {
            System.err.println("posting failed: " + e.getMessage());
        }
        answerMillis.recordValue((System.nanoTime() - begin) / 1_000_000);
        accepted.add(taken);
        refused.add(batches.records(batch) - taken);
    }

    /** What was answered so far. */
    Counts counts() {
        return new Counts(accepted.sum(), refused.sum(), System.nanoTime());
    }

    /** @param refused sent, but not taken */
    record Counts(long accepted, long refused, long atNanos) {
        Counts since(Counts before) {
            return new Counts(accepted - before.accepted, refused - before.refused, atNanos - before.atNanos);
        }

        double acceptedPerSecond() {
            return accepted * 1e9 / atNanos;
        }
    }

    long answerMillisMedian() {
        return answerMillis.getValueAtPercentile(50);
    }

    /** How far behind its moment a batch was sent at worst. */
    long worstLateMillis() {
        return worstLateMillis.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread lane : lanes) {
            lane.join();
        }
    }
}
