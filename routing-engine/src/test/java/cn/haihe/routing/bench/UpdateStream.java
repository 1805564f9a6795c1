package cn.haihe.routing.bench;

import cn.haihe.routing.internal.LiveRouteGuide;
import com.graphhopper.GHRequest;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * How many routes a second two threads get, with new speeds of every segment each second and without, in turns so that
 * neither has the quieter machine; and the longest that any thread was held up meanwhile.
 */
record UpdateStream(
        double quietPerSecond,
        double updatedPerSecond,
        double slowestMs,
        double pauseMs,
        long errors,
        String collector) {
    private static final int TURNS = 4;
    private static final int TURN_SECONDS = 6;
    private static final int THREADS = 2;
    private static final long TICK_NANOS = 1_000_000;

    static UpdateStream measure(BenchMap map, LiveRouteGuide guide, List<GHRequest> pairs, long seed)
            throws InterruptedException {
        Turn warmUp = new Turn(map, guide, pairs, seed);
        warmUp.run(true);
        Turn quiet = new Turn(map, guide, pairs, seed);
        Turn updated = new Turn(map, guide, pairs, seed);
        for (int turn = 0; turn < TURNS; turn++) {
            quiet.run(false);
            updated.run(true);
        }
        double seconds = TURNS * TURN_SECONDS;
        return new UpdateStream(
                quiet.routes.get() / seconds,
                updated.routes.get() / seconds,
                updated.slowestNanos.get() / 1e6,
                updated.pauseNanos.get() / 1e6,
                quiet.errors.get() + updated.errors.get(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
    }

    double ratio() {
        return updatedPerSecond / quietPerSecond;
    }

    UpdateStream print() {
        System.out.printf(
                Locale.ROOT,
                "two request threads: %.0f routes/s without updates, %.0f routes/s with one of every segment each second"
                        + " (ratio %.2f), %d errors; slowest route %.1f ms, longest pause of a thread that only sleeps"
                        + " %.1f ms; collectors: %s%n",
                quietPerSecond,
                updatedPerSecond,
                ratio(),
                errors,
                slowestMs,
                pauseMs,
                collector);
        return this;
    }

    private static final class Turn {
        private final BenchMap map;
        private final LiveRouteGuide guide;
        private final List<GHRequest> pairs;
        private final long seed;
        private final AtomicLong routes = new AtomicLong();
        private final AtomicLong errors = new AtomicLong();
        private final AtomicLong slowestNanos = new AtomicLong();
        private final AtomicLong pauseNanos = new AtomicLong();
        private volatile long endNanos;

        Turn(BenchMap map, LiveRouteGuide guide, List<GHRequest> pairs, long seed) {
            this.map = map;
            this.guide = guide;
            this.pairs = pairs;
            this.seed = seed;
        }

        void run(boolean hasUpdates) throws InterruptedException {
            endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TURN_SECONDS);
            Thread[] threads = new Thread[THREADS + 1];
            for (int i = 0; i < THREADS; i++) {
                int first = i * pairs.size() / THREADS;
                threads[i] = new Thread(() -> request(first), "requests-" + i);
            }
            threads[THREADS] = new Thread(this::watchPauses, "pauses");
            for (Thread thread : threads) {
                thread.start();
            }
            for (int second = 0; hasUpdates && second < TURN_SECONDS; second++) {
                guide.useSpeeds(Traffic.rushHour(map.city(), seed + second));
                TimeUnit.SECONDS.sleep(1);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void request(int first) {
            for (int i = first; System.nanoTime() < endNanos; i++) {
                long start = System.nanoTime();
                if (guide.routeAsGraphHopper(pairs.get(i % pairs.size())).hasErrors()) {
                    errors.incrementAndGet();
                }
                slowestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
                routes.incrementAndGet();
            }
        }

        private void watchPauses() {
            while (System.nanoTime() < endNanos) {
                long start = System.nanoTime();
                LockSupport.parkNanos(TICK_NANOS);
                pauseNanos.accumulateAndGet(System.nanoTime() - start - TICK_NANOS, Math::max);
            }
        }
    }
}
