package cn.haihe.center.routes.internal;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentBoard;
import cn.haihe.center.incident.IncidentPicture;
import cn.haihe.center.incident.SegmentOrders;
import cn.haihe.center.routes.FedPicture;
import cn.haihe.center.signals.DelayPicture;
import cn.haihe.center.signals.SignalDelays;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.City;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.TurnDelays;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Hands the route guide one snapshot of traffic and incidents together, on a thread of its own: with every picture of the
 * traffic, and at once where an incident begins, changes or ends, be there traffic or none; and the waits at signals as
 * they change.
 */
final class GuideFeeder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GuideFeeder.class);
    /** So many operators at work may not make a storm of snapshots. */
    private static final long GAP_MILLIS = 250;

    private final RouteGuide guide;
    private final City city;
    private final TrafficBoard traffic;
    private final IncidentBoard incidents;
    private final SignalDelays delays;
    private final Duration feedCounts;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "route-guide-feeder"));
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long lastNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(GAP_MILLIS);
    private Optional<IncidentPicture> read = Optional.empty();
    private SegmentOrders orders = SegmentOrders.NONE;
    private Optional<List<Incident>> fedPlans = Optional.empty();
    private boolean fedBefore;
    private Optional<DelayPicture> fedDelays = Optional.empty();
    private volatile Optional<SegmentSpeeds> speeds = Optional.empty();
    private volatile Optional<TurnDelays> waits = Optional.empty();

    GuideFeeder(
            RouteGuide guide,
            City city,
            TrafficBoard traffic,
            IncidentBoard incidents,
            SignalDelays delays,
            Duration feedCounts) {
        this.feedCounts = feedCounts;
        this.guide = guide;
        this.city = city;
        this.traffic = traffic;
        this.incidents = incidents;
        this.delays = delays;
    }

    /** Feeds once before it returns, so that no answer is ever given as if nothing were closed. */
    void start() {
        feed();
        traffic.addListener(picture -> wake());
        incidents.addListener(picture -> wake());
        delays.addListener(picture -> run(() -> feedDelays(picture)));
        delays.find().ifPresent(picture -> run(() -> feedDelays(picture)));
        wake();
    }

    private void wake() {
        if (!thread.isShutdown() && waiting.compareAndSet(false, true)) {
            long sinceMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastNanos);
            thread.schedule(this::feed, Math.max(0, GAP_MILLIS - sinceMillis), TimeUnit.MILLISECONDS);
        }
    }

    /** Does it on the feeder's thread, one task after the other. */
    void run(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    /** What has not changed costs the guide nothing. */
    private void feedDelays(DelayPicture picture) {
        try {
            boolean isNew = fedDelays
                    .filter(fed -> fed.secondsByMovement().equals(picture.secondsByMovement()))
                    .isEmpty();
            if (isNew) {
                TurnDelays next = DelaysOfPicture.read(city, picture);
                guide.useTurnDelays(next);
                waits = Optional.of(next);
                fedDelays = Optional.of(picture);
            }
        } catch (RuntimeException e) {
            LOG.error("The route guide did not get the waits at signals", e);
        }
    }

    /** A snapshot that breaks must not be the last one. */
    private synchronized void feed() {
        waiting.set(false);
        lastNanos = System.nanoTime();
        try {
            Optional<TrafficPicture> picture = traffic.find();
            IncidentPicture known = incidents.picture();
            if (read.isEmpty() || read.get().active() != known.active()) {
                orders = SegmentOrders.of(known.active(), city);
                read = Optional.of(known);
            }
            if (fedPlans.isEmpty() || fedPlans.get() != known.open()) {
                guide.usePlannedClosures(PlannedClosuresOf.incidents(known, city));
                fedPlans = Optional.of(known.open());
            }
            if (picture.isPresent() || !orders.isEmpty() || fedBefore) {
                SegmentSpeeds next = SpeedsOfPicture.read(city, picture, orders, known.asOf(), feedCounts);
                guide.useSpeeds(next);
                speeds = Optional.of(next);
                fedBefore = true;
            }
        } catch (RuntimeException e) {
            LOG.error("The route guide did not get a snapshot", e);
        }
    }

    Optional<FedPicture> fed() {
        return speeds.map(known -> new FedPicture(known, waits));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
