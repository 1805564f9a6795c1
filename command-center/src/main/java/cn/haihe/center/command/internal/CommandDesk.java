package cn.haihe.center.command.internal;

import cn.haihe.center.command.CommandConfig;
import cn.haihe.center.command.CommandState;
import cn.haihe.center.command.JunctionClaims;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.priority.ArbiterRules;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.Claim;
import cn.haihe.signal.priority.ClaimArbiter;
import cn.haihe.signal.priority.Engagement;
import cn.haihe.signal.priority.JunctionConductor;
import cn.haihe.signal.priority.JunctionOrders;
import cn.haihe.signal.priority.Order;
import cn.haihe.signal.priority.Recovery;
import cn.haihe.signal.priority.RecoveryRules;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Goes through all junctions that someone claims, or that are on their way back, once a second. */
@ApplicationScoped
public class CommandDesk implements JunctionClaims, JunctionHolds {
    private static final Logger LOG = Logger.getLogger(CommandDesk.class);

    private final SignalField field;
    private final SignalBoard board;
    private final EngagementStore store;
    private final CommandConfig config;
    private final InCharge charge;
    private final Clock clock;
    private final ClaimArbiter arbiter;
    private final RecoveryRules recovery;
    private final LeftBehind left;
    private final ClaimBook claims;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private volatile Map<String, CommandState> states = Map.of();
    /** Null until what was left behind is read. */
    private volatile Instant startedAt;

    CommandDesk(
            SignalField field,
            SignalBoard board,
            ControllerRegister register,
            EngagementStore store,
            CommandConfig config,
            InCharge charge,
            Clock clock,
            MeterRegistry meters) {
        this.field = field;
        this.board = board;
        this.store = store;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
        claims = new ClaimBook(config.claimsMax());
        left = new LeftBehind(store, new Orphans(field, register));
        arbiter = new ClaimArbiter(new ArbiterRules((int) config.toleratedWait().toSeconds(), (int)
                config.servedMax().toSeconds()));
        recovery = new RecoveryRules(
                config.recoverWithinCycles(),
                (int) config.recoverMargin().toSeconds(),
                (int) config.cycleWhereUnknown().toSeconds(),
                (int) config.repeatAfter().toSeconds());
        meters.gauge(
                "haihe.command.junctions", this, self -> self.listCommanded().size());
        meters.gauge("haihe.command.recoveries.late", this, CommandDesk::lateNow);
    }

    void load(@Observes InCharge.Begun begun) {
        left.load();
        startedAt = clock.instant();
    }

    /** Those too whose watching ended at the deadline with a stage unseen: late until a later return is in time. */
    private long lateNow() {
        Instant now = clock.instant();
        return states.values().stream()
                .filter(state -> state.now().isEmpty()
                        && state.recovery().filter(back -> back.isLate(now)).isPresent())
                .count();
    }

    @Override
    public Collection<String> replace(String claimant, Map<String, Worded> byJunction) {
        return claims.replace(claimant, byJunction);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        if (startedAt == null || !charge.isOurs()) {
            return;
        }
        Instant now = clock.instant();
        Set<String> ids = new HashSet<>(desks.keySet());
        ids.addAll(left.junctions());
        ids.addAll(claims.junctionsAt(now));
        Map<String, CommandState> seen = new HashMap<>(ids.size() * 2);
        for (String id : ids) {
            try {
                Optional<Desk> desk = findDesk(id);
                if (desk.isPresent()) {
                    turn(desk.get(), now);
                    seen.put(id, state(desk.get()));
                } else if (field.hasCity()) {
                    left.letGo(id);
                }
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "junction %s could not be commanded", id);
                find(id).ifPresent(before -> seen.put(id, before));
            }
        }
        states = Map.copyOf(seen);
    }

    /** Empty while there is no city, and where the map of today has no such signals. */
    private Optional<Desk> findDesk(String id) {
        Desk known = desks.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        return field.findDesign(id).map(junction -> {
            Optional<Engagement> held = left.find(id)
                    .map(was -> field.isOfToday(id, was.design())
                            ? was.engagement()
                            : was.engagement().ofAnotherDesign());
            Desk desk = new Desk(junction, new JunctionConductor(junction, arbiter, recovery, held), held);
            desks.put(id, desk);
            return desk;
        });
    }

    private void turn(Desk desk, Instant now) {
        String id = desk.junction.id();
        List<Claim> here = claims.of(id).stream()
                .filter(worded -> isOfToday(id, worded))
                .map(Worded::claim)
                .toList();
        boolean isSafety = here.stream().anyMatch(claim -> claim.authority() == Authority.SAFETY);
        if (desk.isBusy() && !isSafety) {
            return;
        }
        boolean mayComeBack = here.isEmpty() && now.isBefore(startedAt.plus(config.graceAfterStart()));
        if (desk.isOver() && here.isEmpty() || mayComeBack) {
            return;
        }
        learnPlan(desk, id);
        Optional<Order> order = desk.step(now, observed(id, now), here);
        Optional<Engagement> held = desk.conductor.engagement();
        boolean isStored = held.equals(desk.stored);
        if (order.isEmpty() && (isStored || desk.isBusy())) {
            return;
        }
        Uni<Void> remembered = isStored || desk.isBusy() ? Uni.createFrom().voidItem() : remember(desk, held, now);
        Uni<Void> sent = Uni.createFrom()
                .deferred(() -> order.filter(desk::isCurrent)
                        .map(one -> send(desk, one))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
        // What makes the junction safe waits neither for the database nor for an answer to what was sent before.
        Uni<Void> both = isSafety ? sent.chain(() -> remembered) : remembered.chain(() -> sent);
        desk.underWay.incrementAndGet();
        both.onTermination()
                .invoke(desk.underWay::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "junction %s could not be commanded", id));
    }

    /** Its stages may be others since a new map came: such a claim has no effect, and is shown. */
    private boolean isOfToday(String id, Worded worded) {
        return worded.design().map(said -> field.isOfToday(id, said)).orElse(true);
    }

    /** While it is held it runs no plan: the times are those of before. */
    private void learnPlan(Desk desk, String id) {
        Optional<TimingPlan> running = field.findRunningPlan(id);
        Optional<Integer> before = desk.conductor.engagement().flatMap(Engagement::plan);
        if (running.isPresent()
                && (desk.conductor.engagement().isEmpty()
                        || before.filter(number -> number == running.get().number())
                                .isPresent())) {
            desk.plan = running;
        }
    }

    private Optional<FieldStatus> observed(String id, Instant now) {
        return board.find(id)
                .flatMap(SignalState::live)
                .filter(live -> Duration.between(live.asOf(), now).compareTo(config.observedFor()) <= 0)
                .map(live -> new FieldStatus(id, live.mode(), live.plan(), live.stage(), live.asOf()));
    }

    private Fingerprint design(String id, Engagement engagement) {
        return field.findFingerprint(id)
                .filter(today -> engagement.isOfDesign())
                .orElse(Fingerprint.UNKNOWN);
    }

    /** A vehicle does not wait for the database: what it could not store is stored at a later turn. */
    private Uni<Void> remember(Desk desk, Optional<Engagement> held, Instant now) {
        String id = desk.junction.id();
        return held.map(engagement -> store.put(id, engagement, design(id, engagement), now))
                .orElseGet(() -> store.remove(id))
                .invoke(() -> desk.stored = held)
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("that %s is commanded could not be stored: %s", id, failure.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> send(Desk desk, Order order) {
        JunctionOrders orders = new JunctionOrders(field.bus(), new SafetyVerifier(Limits.DEFAULT));
        return Uni.createFrom()
                .completionStage(() -> orders.send(field.getJunction(desk.junction.id()), desk.junction, order)
                        .toCompletionStage())
                .invoke(outcome -> {
                    boolean wasRefused = outcome instanceof Outcome.Refused;
                    desk.answered(order, wasRefused, outcome instanceof Outcome.Done);
                    desk.failure = failure(outcome);
                })
                .replaceWithVoid();
    }

    private static Optional<String> failure(Outcome<Void> outcome) {
        if (outcome instanceof Outcome.Refused<Void> refused) {
            return Optional.of("the controller refused: " + refused.reason());
        }
        return outcome instanceof Outcome.Unconfirmed<Void> unknown
                ? Optional.of("the controller did not confirm: " + unknown.failure())
                : Optional.empty();
    }

    private CommandState state(Desk desk) {
        return DeskViews.state(desk, claims.of(desk.junction.id()), worded -> isOfToday(desk.junction.id(), worded));
    }

    @Override
    public Optional<CommandState> find(String junctionId) {
        return Optional.ofNullable(states.get(junctionId));
    }

    @Override
    public Collection<CommandState> listCommanded() {
        return states.values().stream()
                .filter(state -> state.now().isPresent()
                        || state.recovering()
                        || !state.claims().isEmpty())
                .toList();
    }

    @Override
    public Optional<JunctionHold> findHold(String junctionId) {
        boolean isUnknown = startedAt == null || left.find(junctionId).isPresent() && !desks.containsKey(junctionId);
        if (isUnknown) {
            return Optional.of(new JunctionHold(
                    junctionId,
                    JunctionHold.Kind.LEFT_BEHIND,
                    "clock",
                    "commanded when the hub ended",
                    clock.instant().plusSeconds(60)));
        }
        Optional<CommandState> state =
                find(junctionId).filter(known -> known.now().isPresent() || known.recovering());
        return state.map(known -> known.now()
                .map(now -> new JunctionHold(junctionId, kind(now.authority()), now.by(), now.reason(), now.until()))
                .orElseGet(() -> new JunctionHold(
                        junctionId,
                        JunctionHold.Kind.RETURNING,
                        "clock",
                        "on its way back to its plan",
                        known.recovery()
                                .map(Recovery::deadline)
                                .orElseGet(() -> clock.instant().plusSeconds(60)))));
    }

    private static JunctionHold.Kind kind(Authority authority) {
        return switch (authority) {
            case SAFETY -> JunctionHold.Kind.LAMPS;
            case MANUAL -> JunctionHold.Kind.MANUAL;
            case ESCORT -> JunctionHold.Kind.DUTY;
            case BUS -> JunctionHold.Kind.BUS_PRIORITY;
        };
    }
}
