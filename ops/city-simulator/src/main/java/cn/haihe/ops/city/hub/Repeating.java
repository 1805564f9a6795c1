package cn.haihe.ops.city.hub;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done on a beat; after a failure the next try waits longer, and nothing is queued meanwhile: whoever
 * measures, measures anew.
 */
public final class Repeating implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    /** One beat. */
    public interface Beat {
        void run() throws IOException, InterruptedException;
    }

    private final String name;
    private final ScheduledExecutorService executor;
    private final long periodMillis;
    private final Beat beat;
    private final Backoff backoff;
    private boolean failing;

    public Repeating(String name, ScheduledExecutorService executor, long periodMillis, Beat beat) {
        this.name = name;
        this.executor = executor;
        this.periodMillis = periodMillis;
        this.beat = beat;
        backoff = new Backoff(new Random(name.hashCode()));
    }

    public void start(long delayMillis) {
        executor.schedule(this, delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        long started = System.nanoTime();
        long waitMillis = periodMillis;
        try {
            beat.run();
            if (failing) {
                LOG.info("{}: the hub answers again", name);
            }
            failing = false;
            backoff.succeeded();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException failed) {
            if (!failing) {
                LOG.warn("{}: {}; trying on", name, reason(failed));
            }
            failing = true;
            waitMillis = Math.max(periodMillis, backoff.failedMillis());
        }
        long tookMillis = (System.nanoTime() - started) / 1_000_000;
        if (!executor.isShutdown()) {
            executor.schedule(this, Math.max(50, waitMillis - tookMillis), TimeUnit.MILLISECONDS);
        }
    }

    static String reason(Exception failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }
}
