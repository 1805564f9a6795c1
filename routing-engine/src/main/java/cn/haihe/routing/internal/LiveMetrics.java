package cn.haihe.routing.internal;

import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.live.LiveSpeeds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live loop: a picture of the traffic is customised into an idle metric by one thread in the background, then one
 * reference is swapped. A request leases the metric in use and keeps it to its end, so it waits for no update; an update
 * that finds no idle metric, since slow requests still hold them, makes another one, so it waits for no request. Of
 * pictures that arrive while one is customised only the newest is kept; the others are counted.
 */
final class LiveMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMetrics.class);
    private static final int IDLE_KEPT = 1;

    private final Hierarchy hierarchy;
    private final Customiser customiser;
    private final LiveCosts costs;
    private final ForkJoinPool helpers;
    private final ConcurrentLinkedQueue<Picture> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final AtomicReference<Waiting> waiting = new AtomicReference<>();
    private final AtomicLong customised = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final ExecutorService loop = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "live-metric");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Picture inUse;
    private volatile long lastTookNanos;

    /** @param used shared with those who brought the pictures that this one overtook */
    private record Waiting(LiveSpeeds speeds, CompletableFuture<Void> used) {}

    /** One picture of the traffic with its metric; nobody changes it while it is leased. */
    final class Picture implements AutoCloseable {
        private final Metric metric = new Metric(hierarchy);
        private final int[] arcMillis = new int[hierarchy.arcCount()];
        private final int[] turnMillis = new int[hierarchy.graph().turnCount()];
        private final AtomicInteger leases = new AtomicInteger();
        private LiveSpeeds speeds;

        Metric metric() {
            return metric;
        }

        LiveSpeeds speeds() {
            return speeds;
        }

        private boolean lease() {
            return leases.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        @Override
        public void close() {
            if (leases.decrementAndGet() == 0) {
                if (idleCount.incrementAndGet() <= IDLE_KEPT) {
                    idle.add(this);
                } else {
                    idleCount.decrementAndGet();
                }
            }
        }
    }

    /** @param threads that one customisation may use, 1 or more */
    LiveMetrics(Hierarchy hierarchy, LiveCosts costs, LiveSpeeds first, int threads) {
        this.hierarchy = hierarchy;
        customiser = new Customiser(hierarchy);
        this.costs = costs;
        helpers = threads == 1 ? null : new ForkJoinPool(threads);
        inUse = customise(first);
    }

    /** The picture in use; to be closed by the one who asked. */
    Picture lease() {
        while (true) {
            Picture now = inUse;
            if (now.lease()) {
                return now;
            }
        }
    }

    /** @return ends when answers are for this picture or a newer one */
    CompletionStage<Void> use(LiveSpeeds speeds) {
        CompletableFuture<Void> own = new CompletableFuture<>();
        Waiting older = waiting.getAndUpdate(before -> new Waiting(speeds, before == null ? own : before.used()));
        if (older != null) {
            skipped.incrementAndGet();
            return older.used().copy();
        }
        try {
            loop.execute(this::useNewest);
        } catch (RejectedExecutionException closed) {
            failWaiting();
        }
        return own.copy();
    }

    private void failWaiting() {
        Waiting left = waiting.getAndSet(null);
        if (left != null) {
            left.used().completeExceptionally(new IllegalStateException("closed before this picture was used"));
        }
    }

    private void useNewest() {
        Waiting next = waiting.getAndSet(null);
        if (next == null) {
            return;
        }
        try {
            long start = System.nanoTime();
            Picture fresh = customise(next.speeds());
            Picture former = inUse;
            inUse = fresh;
            former.close();
            lastTookNanos = System.nanoTime() - start;
            customised.incrementAndGet();
            next.used().complete(null);
        } catch (RuntimeException | Error e) {
            LOG.error("a picture of the traffic could not be customised; the former one stays in use", e);
            next.used().completeExceptionally(e);
        }
    }

    private Picture customise(LiveSpeeds speeds) {
        Picture picture = idle.poll();
        if (picture == null) {
            picture = new Picture();
        } else {
            idleCount.decrementAndGet();
        }
        picture.speeds = speeds;
        var arcCosts = costs.of(speeds, picture.arcMillis, picture.turnMillis);
        if (customiser.isLittleChanged(picture.metric, arcCosts)) {
            customiser.customiseChanged(picture.metric, arcCosts);
        } else if (helpers == null) {
            customiser.customise(picture.metric, arcCosts);
        } else {
            customiser.customise(picture.metric, arcCosts, helpers);
        }
        picture.leases.set(1);
        return picture;
    }

    long customisedCount() {
        return customised.get();
    }

    /** Pictures that a newer one overtook before their turn came. */
    long skippedCount() {
        return skipped.get();
    }

    double lastTookMillis() {
        return lastTookNanos / 1e6;
    }

    @Override
    public void close() {
        loop.shutdownNow();
        try {
            loop.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (helpers != null) {
            helpers.shutdownNow();
        }
        failWaiting();
    }
}
