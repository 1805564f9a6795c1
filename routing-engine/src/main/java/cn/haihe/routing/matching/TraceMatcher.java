package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.matching.FixOutcome.Reason;
import com.graphhopper.matching.MapMatching;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
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
        return add(vehicle, List.of(new TimedFix(observedAt, position))).get(0);
    }

    /**
     * Several fixes of one vehicle that came in together, as after a tunnel. They are matched once, so that a backlog
     * costs about as much as one fix.
     *
     * @param fixes in the order of time
     * @return what became of each, in their order
     */
    public List<FixOutcome> add(String vehicle, List<TimedFix> fixes) {
        Instant latest = clock.instant().plus(AHEAD_MAX);
        List<TimedFix> believable =
                fixes.stream().filter(fix -> !fix.observedAt().isAfter(latest)).toList();
        Iterator<FixOutcome> taken = take(vehicle, believable).iterator();
        List<FixOutcome> outcomes = new ArrayList<>(fixes.size());
        for (TimedFix fix : fixes) {
            FixOutcome outcome =
                    fix.observedAt().isAfter(latest) ? new FixOutcome.Refused(Reason.FUTURE) : taken.next();
            count(outcome);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private List<FixOutcome> take(String vehicle, List<TimedFix> fixes) {
        if (fixes.isEmpty()) {
            return List.of();
        }
        forgetStale(fixes.get(fixes.size() - 1).observedAt());
        return findOrOpenWindow(vehicle)
                .map(window -> window.add(fixes))
                .orElseGet(() -> Collections.nCopies(fixes.size(), new FixOutcome.Refused(Reason.TOO_MANY_VEHICLES)));
    }

    private Optional<VehicleWindow> findOrOpenWindow(String vehicle) {
        VehicleWindow known = vehicles.get(vehicle);
        if (known != null) {
            return Optional.of(known);
        }
        if (vehicleCount.incrementAndGet() > limits.vehiclesMax()) {
            vehicleCount.decrementAndGet();
            return Optional.empty();
        }
        VehicleWindow fresh = new VehicleWindow(matching, router, segments, limits, restarts);
        VehicleWindow window = vehicles.putIfAbsent(vehicle, fresh);
        if (window != null) {
            vehicleCount.decrementAndGet();
        }
        return Optional.of(window == null ? fresh : window);
    }

    /** Makes room at once for another vehicle; where this one is not followed, nothing happens. */
    public void forget(String vehicle) {
        if (vehicles.remove(vehicle) != null) {
            vehicleCount.decrementAndGet();
        }
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

    private void count(FixOutcome outcome) {
        if (outcome instanceof FixOutcome.Refused because) {
            refused.get(because.reason()).increment();
        }
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
