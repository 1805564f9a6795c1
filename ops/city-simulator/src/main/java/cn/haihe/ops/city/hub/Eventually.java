package cn.haihe.ops.city.hub;

import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something to be done once; while the hub refuses it or is away, it is tried again, ever more slowly. */
public final class Eventually implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Eventually.class);

    private final String name;
    private final ScheduledExecutorService executor;
    private final Repeating.Beat work;
    private final Backoff backoff;
    private String lastReason = "";

    public Eventually(String name, ScheduledExecutorService executor, Repeating.Beat work) {
        this.name = name;
        this.executor = executor;
        this.work = work;
        backoff = new Backoff(new Random(name.hashCode()));
    }

    public void start() {
        executor.execute(this);
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            String reason = Repeating.reason(failed);
            if (!reason.equals(lastReason)) {
                LOG.warn("{}: {}; trying on", name, reason);
                lastReason = reason;
            }
            if (!executor.isShutdown()) {
                executor.schedule(this, backoff.failedMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
