package cn.haihe.center.adaptive.internal;

import cn.haihe.center.adaptive.AdaptiveConfig;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.adaptive.AdaptiveControl;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.adaptive.AdaptiveState;
import cn.haihe.signal.area.AreaJunction;
import cn.haihe.signal.area.AreaNetwork;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks at all adaptive junctions once a second. Whoever else holds a junction, by hand or for a vehicle, has it: adaptive control
 * stands back and goes on when that is over.
 */
@ApplicationScoped
public class AdaptiveDesk {
    private static final Logger LOG = Logger.getLogger(AdaptiveDesk.class);
    private static final String NOBODY_KNOWS = "unknown";

    /**
     * A junction as people see it.
     *
     * @param pausedBy who has the junction instead just now, null for nobody
     * @param reason why it is adaptive
     * @param detail why it does not go by its detectors, null while it does or is paused
     */
    public record Controlled(
            String junctionId,
            String by,
            String reason,
            Instant since,
            String pausedBy,
            AdaptiveState.Mode mode,
            Integer stage,
            Integer wantedStage,
            long commands,
            long failures,
            Set<Integer> distrustedDetectors,
            String detail,
            Instant asOf) {}

    private record Taken(AdaptiveSite site, String by, String reason, Instant since, Optional<String> pausedBy) {
        Taken with(Optional<String> newPausedBy) {
            return new Taken(site, by, reason, since, newPausedBy);
        }
    }

    private final SignalField field;
    private final ControllerRegister register;
    private final CityHolder cities;
    private final Instance<JunctionHolds> holds;
    private final AdaptiveConfig config;
    private final Clock clock;
    private final AdaptiveControl control;
    private final Map<String, Taken> taken = new ConcurrentSkipListMap<>();
    /** Released, and not yet seen in their own plans. */
    private final Set<String> leaving = new ConcurrentSkipListSet<>();

    AdaptiveDesk(
            SignalField field,
            ControllerRegister register,
            CityHolder cities,
            Instance<JunctionHolds> holds,
            AdaptiveConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.field = field;
        this.register = register;
        this.cities = cities;
        this.holds = holds;
        this.config = config;
        this.clock = clock;
        control = new AdaptiveControl(field.bus(), new SafetyVerifier(Limits.DEFAULT), clock);
        meters.gauge("haihe.adaptive.junctions", taken, Map::size);
    }

    /**
     * Takes a junction from its plan; where it is adaptive already, only who and why change.
     *
     * @throws ProblemException 409 {@code no-controller}, {@code too-many-junctions}, and what {@link SignalField} throws
     */
    public Controlled start(String junctionId, String by, String reason) {
        Taken fresh = new Taken(site(junctionId), by, reason, clock.instant(), Optional.empty());
        if (register.find(junctionId).isEmpty()) {
            throw new ProblemException(
                    409, "no-controller", "No controller", "No controller is registered for " + junctionId + ".");
        }
        if (!taken.containsKey(junctionId) && taken.size() >= config.junctionsMax()) {
            throw new ProblemException(
                    409,
                    "too-many-junctions",
                    "Too many junctions",
                    "At most " + config.junctionsMax() + " junctions are adaptive at once.");
        }
        leaving.remove(junctionId);
        taken.compute(junctionId, (same, before) -> {
            control.take(fresh.site());
            return fresh;
        });
        return find(junctionId).orElseThrow();
    }

    private AdaptiveSite site(String junctionId) {
        Junction map = field.getJunction(junctionId);
        SignalJunction design = field.getDesign(junctionId);
        AreaJunction junction =
                new AreaJunction(map, design, field.flows(map).demand(), field.findRunningPlan(junctionId));
        Intersection intersection = AreaNetwork.of(cities.get().city(), List.of(junction))
                .network()
                .intersections()
                .get(0);
        return StopLineDetectors.site(
                design, intersection, config.detectorPeriodSeconds(), config.longestQueueMetres());
    }

    public Uni<Void> release(String junctionId) {
        boolean wasOurs = Optional.ofNullable(taken.remove(junctionId))
                .filter(here -> here.pausedBy().isEmpty())
                .isPresent();
        if (!wasOurs) {
            control.yield(junctionId);
            return Uni.createFrom().voidItem();
        }
        leaving.add(junctionId);
        return Uni.createFrom()
                .completionStage(control.release(junctionId).toCompletionStage())
                .replaceWithVoid();
    }

    /** The controller's answer may be lost, and a hold may overtake it: over only when it is seen out of our hands. */
    private void giveBackAgain(String id) {
        if (taken.containsKey(id)) {
            leaving.remove(id);
        } else if (otherHolder(id).isEmpty()) {
            control.release(id).onSuccess(isBack -> {
                if (isBack) {
                    leaving.remove(id);
                }
            });
        }
    }

    public Optional<Controlled> find(String junctionId) {
        return Optional.ofNullable(taken.get(junctionId)).map(here -> view(junctionId, here));
    }

    public List<Controlled> list() {
        return taken.entrySet().stream()
                .map(here -> view(here.getKey(), here.getValue()))
                .toList();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        taken.forEach((id, here) -> {
            try {
                giveWay(id, here);
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "nobody knows who has %s: adaptive control stands back", id);
                control.yield(id);
                taken.computeIfPresent(id, (same, now) -> now.with(Optional.of(NOBODY_KNOWS)));
            }
        });
        leaving.forEach(id -> {
            try {
                giveBackAgain(id);
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "%s could not be given back yet", id);
            }
        });
        control.second().onFailure(failed -> LOG.error("a second of adaptive control failed", failed));
    }

    private void giveWay(String id, Taken here) {
        Optional<String> other = otherHolder(id);
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

    private Optional<String> otherHolder(String junctionId) {
        for (JunctionHolds one : holds) {
            Optional<JunctionHold> hold = one instanceof AdaptiveHolds ? Optional.empty() : one.findHold(junctionId);
            if (hold.isPresent()) {
                return hold.map(JunctionHold::by);
            }
        }
        return Optional.empty();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (taken.isEmpty()) {
            return;
        }
        try {
            control.releaseAll()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(config.releaseWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("not every junction was given back to its plan: %s", late);
        }
    }

    private Controlled view(String junctionId, Taken here) {
        Optional<AdaptiveState> state = control.findState(junctionId);
        return new Controlled(
                junctionId,
                here.by(),
                here.reason(),
                here.since(),
                here.pausedBy().orElse(null),
                state.map(AdaptiveState::mode).orElse(AdaptiveState.Mode.RELEASED),
                state.flatMap(AdaptiveState::stage).orElse(null),
                state.flatMap(AdaptiveState::wanted).orElse(null),
                state.map(AdaptiveState::commands).orElse(0L),
                state.map(AdaptiveState::failures).orElse(0L),
                state.map(AdaptiveState::distrustedDetectors).orElse(Set.of()),
                state.flatMap(AdaptiveState::reason).orElse(null),
                state.map(AdaptiveState::at).orElse(here.since()));
    }
}
