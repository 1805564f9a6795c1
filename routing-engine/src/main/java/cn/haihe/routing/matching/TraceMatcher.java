package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.matching.FixOutcome.Reason;
import com.graphhopper.matching.MapMatching;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Follows many vehicles on the roads, fix by fix. The newest fixes of each are matched together, so what was matched
 * before is decided anew with every fix, and a wrong street side by side with the right one is left as soon as the
 * fixes say so. Time is that of the fixes; a clock only tells which of them cannot be yet.
 *
 * <p>Safe for any number of threads; fixes of one vehicle wait for each other, those of different ones don't. A fix
 * takes milliseconds of one processor: never add one on an event loop.
 */
public final class TraceMatcher {
    /** So far ahead a fix may be: clocks differ. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

    private final TraceMatching matching;
    private final MapMatching.Router router;
    private final SegmentMatch segments;
    private final StreamLimits limits;
    private final Clock clock;
    private final Map<String, VehicleWindow> vehicles = new ConcurrentHashMap<>();
    private final AtomicInteger vehicleCount = new AtomicInteger();
    private final Map<Reason, LongAdder> refused = new EnumMap<>(Reason.class);
    private final LongAdder restarts = new LongAdder();
    private final AtomicReference<Instant> newest = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.MIN);

    TraceMatcher(
            TraceMatching matching,
            MapMatching.Router router,
            SegmentMatch segments,
            StreamLimits limits,
            Clock clock) {
        this.matching = matching;
        this.router = router;
        this.segments = segments;
        this.limits = limits;
        this.clock = clock;
        for (Reason reason : Reason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /** @param vehicle any name that stays the same */
    public FixOutcome add(String vehicle, Instant observedAt, LonLat position) {
        if (observedAt.isAfter(clock.instant().plus(AHEAD_MAX))) {
            return count(new FixOutcome.Refused(Reason.FUTURE));
        }
        forgetStale(observedAt);
        VehicleWindow window = vehicles.get(vehicle);
        if (window == null) {
            if (vehicleCount.incrementAndGet() > limits.vehiclesMax()) {
                vehicleCount.decrementAndGet();
                return count(new FixOutcome.Refused(Reason.TOO_MANY_VEHICLES));
            }
            VehicleWindow fresh = new VehicleWindow(matching, router, segments, limits, restarts);
            window = vehicles.putIfAbsent(vehicle, fresh);
            if (window == null) {
                window = fresh;
            } else {
                vehicleCount.decrementAndGet();
            }
        }
        return count(window.add(observedAt, position));
    }

    /** Where a vehicle was last matched. */
    public Optional<VehiclePlace> find(String vehicle) {
        return Optional.ofNullable(vehicles.get(vehicle)).flatMap(VehicleWindow::findPlace);
    }

    /** Vehicles followed now. */
    public int vehicleCount() {
        return vehicleCount.get();
    }

    public long refusedCount(Reason reason) {
        return refused.get(reason).sum();
    }

    /** Windows that began anew: after a gap, a jump that was none, or a way that broke off. */
    public long restartCount() {
        return restarts.sum();
    }

    private FixOutcome count(FixOutcome outcome) {
        if (outcome instanceof FixOutcome.Refused because) {
            refused.get(because.reason()).increment();
        }
        return outcome;
    }

    private void forgetStale(Instant observedAt) {
        Instant now = newest.accumulateAndGet(observedAt, (a, b) -> a.isAfter(b) ? a : b);
        Instant last = swept.get();
        boolean isDue =
                last.equals(Instant.MIN) || now.isAfter(last.plus(limits.stale().dividedBy(4)));
        if (!isDue || !swept.compareAndSet(last, now)) {
            return;
        }
        Instant oldest = now.minus(limits.stale());
        vehicles.forEach((vehicle, window) -> {
            if (window.isOlderThan(oldest) && vehicles.remove(vehicle, window)) {
                vehicleCount.decrementAndGet();
            }
        });
    }
}
