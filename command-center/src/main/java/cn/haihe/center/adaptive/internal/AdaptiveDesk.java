package cn.haihe.center.adaptive.internal;

import cn.haihe.center.adaptive.AdaptiveConfig;
import cn.haihe.center.adaptive.internal.AdaptiveStore.Kept;
import cn.haihe.center.adaptive.internal.AdaptiveStore.State;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.adaptive.AdaptiveControl;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks at all adaptive junctions once a second. Whoever else holds a junction, by hand or for a vehicle, has it: adaptive control
 * stands back and goes on when that is over. It outlives the hub: what it had is taken again, and what it was giving back is given
 * back until it is seen out of our hands. A junction that is in shadow is only looked at.
 */
@ApplicationScoped
public class AdaptiveDesk {
    private static final Logger LOG = Logger.getLogger(AdaptiveDesk.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    /** @param pausedBy who has the junction instead just now */
    record Taken(Kept kept, AdaptiveSite site, Optional<String> pausedBy) {
        boolean acts() {
            return kept.state() == State.ACTS;
        }

        Taken with(Optional<String> newPausedBy) {
            return new Taken(kept, site, newPausedBy);
        }
    }

    private final SignalField field;
    private final ControllerRegister register;
    private final AdaptiveSites sites;
    private final AdaptiveStore store;
    private final OtherHolders others;
    private final AdaptiveConfig config;
    private final InCharge charge;
    private final Clock clock;
    private final StreetPace pace;
    private final AdaptiveControl control;
    private final Map<String, Taken> taken = new ConcurrentSkipListMap<>();
    /** Of the hub before, until the map is there. */
    private final Map<String, Kept> toResume = new ConcurrentSkipListMap<>();
    /** Of the hub before, not taken again, and why. */
    private final Map<String, AdaptiveViews.Lapsed> lapsed = new ConcurrentSkipListMap<>();

    private final Leaving leaving;

    private volatile boolean loaded;

    AdaptiveDesk(
            SignalField field,
            ControllerRegister register,
            AdaptiveSites sites,
            AdaptiveStore store,
            Instance<JunctionHolds> holds,
            AdaptiveConfig config,
            InCharge charge,
            Clock clock,
            StreetPace pace,
            MeterRegistry meters) {
        this.field = field;
        this.register = register;
        this.sites = sites;
        this.store = store;
        others = new OtherHolders(holds);
        this.config = config;
        this.charge = charge;
        this.clock = clock;
        this.pace = pace;
        control = new AdaptiveControl(field.bus(), new SafetyVerifier(Limits.DEFAULT), pace.clock(clock));
        leaving = new Leaving(store, control, register, others);
        meters.gauge(
                "haihe.adaptive.junctions",
                taken,
                known -> known.values().stream().filter(Taken::acts).count());
        meters.gauge("haihe.adaptive.leaving", leaving.junctions(), Set::size);
    }

    void keepPace(@Observes StartupEvent starting) {
        pace.eachSecondOfAHurry(this::secondOfStreet);
    }

    void load(@Observes InCharge.Begun begun) {
        for (Kept kept : store.all().await().atMost(LOAD_MAX)) {
            if (kept.state() == State.LEAVING) {
                leaving.goOn(kept.junctionId());
            } else {
                toResume.put(kept.junctionId(), kept);
            }
        }
        loaded = true;
        if (!toResume.isEmpty() || !leaving.junctions().isEmpty()) {
            LOG.infof(
                    "%d junctions were adaptive when the hub ended, %d on their way back",
                    toResume.size(), leaving.junctions().size());
        }
    }

    boolean isLoaded() {
        return loaded;
    }

    /**
     * Takes a junction from its plan with the next second, or begins to look what adaptive control would make of it; where it is
     * adaptive already, only who and why change.
     *
     * @param acts whether its stages are commanded, rather than only compared
     * @throws ProblemException 409 {@code no-controller}, {@code too-many-junctions}, {@code adaptive-already}, and what {@link
     *     SignalField} throws
     */
    public Uni<AdaptiveViews.Controlled> start(String junctionId, boolean acts, String by, String reason) {
        AdaptiveSite site = sites.of(junctionId);
        Fingerprint design = field.findFingerprint(junctionId).orElseThrow();
        register.require(junctionId);
        if (!taken.containsKey(junctionId) && taken.size() >= config.junctionsMax()) {
            throw new ProblemException(
                    409,
                    "too-many-junctions",
                    "Too many junctions",
                    "At most " + config.junctionsMax() + " junctions are adaptive at once.");
        }
        if (!acts && (findActing(junctionId).isPresent() || leaving.contains(junctionId))) {
            throw new ProblemException(
                    409,
                    "adaptive-already",
                    "Adaptive already",
                    junctionId + " is under adaptive control, or on its way back: it is compared once it is back.");
        }
        Kept fresh = new Kept(
                junctionId,
                acts ? State.ACTS : State.SHADOW,
                design,
                by,
                reason,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return store.put(fresh).map(stored -> {
            take(fresh, site);
            return find(junctionId).orElseThrow();
        });
    }

    private void take(Kept kept, AdaptiveSite site) {
        String id = kept.junctionId();
        lapsed.remove(id);
        toResume.remove(id);
        Taken fresh =
                new Taken(kept, site, kept.state() == State.ACTS ? others.findAsFarAsKnown(id) : Optional.empty());
        taken.compute(id, (same, before) -> {
            if (before != null && before.acts() != fresh.acts()) {
                control.yield(id);
            }
            if (!fresh.acts()) {
                control.watch(site);
            } else {
                leaving.end(id);
                if (fresh.pausedBy().isEmpty()) {
                    control.take(site);
                }
            }
            return fresh;
        });
    }

    public Uni<Void> release(String junctionId) {
        Kept waiting = toResume.remove(junctionId);
        Taken was = taken.remove(junctionId);
        lapsed.remove(junctionId);
        if (was != null && !was.acts()) {
            control.yield(junctionId);
            return store.forget(junctionId);
        }
        if (was == null && waiting == null) {
            return Uni.createFrom().voidItem();
        }
        leaving.begin(junctionId);
        boolean isOurs = was != null && was.pausedBy().isEmpty();
        if (!isOurs) {
            control.yield(junctionId);
        }
        Uni<Void> sent = isOurs
                ? Uni.createFrom()
                        .completionStage(control.release(junctionId).toCompletionStage())
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
        return sent.chain(() -> leaving.storeThatItLeaves(junctionId));
    }

    /** Who had a junction commanded, be it paused or about to be taken again; empty where it is only compared. */
    Optional<Kept> findActing(String junctionId) {
        return Optional.ofNullable(taken.get(junctionId))
                .map(Taken::kept)
                .or(() -> Optional.ofNullable(toResume.get(junctionId)))
                .filter(kept -> kept.state() == State.ACTS);
    }

    public Optional<AdaptiveViews.Controlled> find(String junctionId) {
        return Optional.ofNullable(taken.get(junctionId))
                .map(here -> AdaptiveViews.of(here, control))
                .or(() -> Optional.ofNullable(lapsed.get(junctionId)).map(AdaptiveViews::of));
    }

    public List<AdaptiveViews.Controlled> list() {
        return Stream.concat(
                        taken.values().stream().map(here -> AdaptiveViews.of(here, control)),
                        lapsed.values().stream().map(AdaptiveViews::of))
                .toList();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        if (!loaded || !charge.isOurs()) {
            return;
        }
        if (field.hasCity()) {
            toResume.values().forEach(this::resume);
        }
        taken.forEach((id, here) -> {
            try {
                giveWay(id, here);
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "nobody knows who has %s: adaptive control stands back", id);
                control.yield(id);
                taken.computeIfPresent(id, (same, now) -> now.with(Optional.of(OtherHolders.NOBODY_KNOWS)));
            }
        });
        leaving.junctions().forEach(id -> {
            try {
                if (findActing(id).isPresent()) {
                    leaving.end(id);
                } else {
                    leaving.giveBackAgain(id);
                }
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "%s could not be given back yet", id);
            }
        });
        if (pace.isReal()) {
            secondOfStreet();
        }
    }

    private void secondOfStreet() {
        if (loaded && charge.isOurs()) {
            control.second().onFailure(failed -> LOG.error("a second of adaptive control failed", failed));
        }
    }

    private void resume(Kept kept) {
        String id = kept.junctionId();
        try {
            DesignStanding standing = field.standing(id, kept.design());
            if (standing != DesignStanding.OF_TODAY) {
                lapse(kept, standing.why() + "; it was given back to its plan");
                return;
            }
            register.require(id);
            take(kept, sites.of(id));
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "%s was adaptive when the hub ended, and cannot be again", id);
            lapse(kept, "not adaptive any more since the hub started: " + failed.getMessage());
        }
    }

    private void lapse(Kept kept, String detail) {
        String id = kept.junctionId();
        LOG.warnf("%s: %s", id, detail);
        lapsed.put(id, new AdaptiveViews.Lapsed(kept, detail, clock.instant()));
        toResume.remove(id);
        if (kept.state() == State.SHADOW) {
            leaving.forget(id);
        } else {
            leaving.begin(id);
        }
    }

    private void giveWay(String id, Taken here) {
        if (!here.acts()) {
            return;
        }
        Optional<String> other = others.find(id);
        if (other.isPresent() && here.pausedBy().isEmpty()) {
            control.yield(id);
        } else if (other.isEmpty() && here.pausedBy().isPresent()) {
            taken.computeIfPresent(id, (same, now) -> {
                control.take(now.site());
                return now;
            });
        }
        if (!other.equals(here.pausedBy())) {
            taken.computeIfPresent(id, (same, now) -> now.with(other));
        }
    }

    /** What the next hub takes again is given back meanwhile: a controller that nobody commands runs its own plan. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        boolean isNothingOurs = taken.values().stream().noneMatch(Taken::acts)
                && leaving.junctions().isEmpty();
        if (isNothingOurs || !charge.isOurs()) {
            return;
        }
        List<CompletableFuture<?>> all = new ArrayList<>();
        all.add(control.releaseAll().toCompletionStage().toCompletableFuture());
        leaving.junctions()
                .forEach(id -> all.add(control.release(id).toCompletionStage().toCompletableFuture()));
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(config.releaseWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("not every junction was given back to its plan: %s", late);
        }
    }
}
