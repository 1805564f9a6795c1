package cn.haihe.signal.bench;

import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.StageTime;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A new plan to every controller: loaded, read back and compared, activated. That is confirmed when the controller
 * acknowledged it, and proven when two whole cycles of stages were seen to follow the plan's chain.
 */
final class PushRun implements FieldListener {
    private static final int AT_ONCE = 400;
    private static final int CYCLES = 2;
    private static final int REMEMBERED = 12;
    private static final int SHOWN = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final BenchTown town;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final Queue<BenchTown.Place> pending;
    private final AtomicInteger left;
    private final AtomicInteger confirmed = new AtomicInteger();

    /** What was seen of one junction since its plan was activated. One thread. */
    private static final class Watch {
        private final int planNumber;
        private final List<Integer> chain;
        private int at = -1;
        private int changes;
        private final Deque<String> lately = new ArrayDeque<>();

        Watch(BenchTown.Place place) {
            planNumber = place.verified().plan().number();
            chain = place.verified().plan().stages().stream()
                    .map(StageTime::stage)
                    .toList();
        }

        synchronized void see(FieldStatus status) {
            note(status);
            boolean runs = status.mode() == ControlMode.CENTER
                    && status.plan().filter(number -> number == planNumber).isPresent();
            if (!runs || status.stage().isEmpty()) {
                at = -1;
                changes = 0;
                return;
            }
            int stage = status.stage().get();
            if (at >= 0 && chain.get(at) == stage) {
                return;
            }
            int next = at < 0 ? chain.indexOf(stage) : (at + 1) % chain.size();
            boolean inChain = next >= 0 && chain.get(next) == stage;
            changes = inChain && at >= 0 ? changes + 1 : 0;
            at = inChain ? next : -1;
        }

        private void note(FieldStatus status) {
            String seen = status.mode() + " plan " + status.plan().orElse(0) + " stage "
                    + status.stage().orElse(0);
            if (!seen.equals(lately.peekLast())) {
                lately.addLast(seen);
            }
            if (lately.size() > REMEMBERED) {
                lately.removeFirst();
            }
        }

        synchronized String lately() {
            return chain + ": " + lately;
        }

        synchronized boolean isProven() {
            return chain.size() == 1 ? at >= 0 : changes >= CYCLES * chain.size();
        }
    }

    PushRun(BenchTown town) {
        this.town = town;
        pending = new ArrayDeque<>(town.places);
        left = new AtomicInteger(town.places.size());
        town.places.forEach(place -> watches.put(place.junctionId(), new Watch(place)));
        town.bus.listen(this);
    }

    @Override
    public void status(FieldStatus status) {
        watches.get(status.junctionId()).see(status);
    }

    /** @return the seconds until the last one was confirmed or given up */
    double push() {
        long start = System.nanoTime();
        for (int i = 0; i < AT_ONCE; i++) {
            next();
        }
        while (left.get() > 0) {
            BenchTown.sleep(0.005);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void next() {
        BenchTown.Place place;
        synchronized (pending) {
            place = pending.poll();
        }
        if (place != null) {
            push(place).onSuccess(outcome -> {
                if (outcome) {
                    confirmed.incrementAndGet();
                }
                left.decrementAndGet();
                next();
            });
        }
    }

    private Future<Boolean> push(BenchTown.Place place) {
        String junctionId = place.junctionId();
        var plan = place.verified().plan();
        return town.bus
                .load(place.verified())
                .compose(loaded -> loaded instanceof Outcome.Done
                        ? town.bus
                                .readBack(junctionId, plan.number())
                                .compose(held -> held.equals(new Outcome.Done<>(plan))
                                        ? town.bus
                                                .activate(junctionId, plan.number())
                                                .map(active -> active instanceof Outcome.Done)
                                        : Future.succeededFuture(false))
                        : Future.succeededFuture(false));
    }

    int confirmed() {
        return confirmed.get();
    }

    /** Waits for the proof of all. @return how many were proven */
    long prove() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long proven = proven();
        while (proven < watches.size() && System.nanoTime() < deadline) {
            BenchTown.sleep(0.25);
            proven = proven();
        }
        watches.entrySet().stream()
                .filter(entry -> !entry.getValue().isProven())
                .limit(SHOWN)
                .forEach(entry -> System.out.println("signals: not proven: " + entry.getKey() + " "
                        + entry.getValue().lately()));
        return proven;
    }

    private long proven() {
        return watches.values().stream().filter(Watch::isProven).count();
    }
}
