package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.Observed.Condition;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.signal.deploy.DeployRules;
import cn.haihe.signal.deploy.PlanDeployer;
import cn.haihe.signal.deploy.PushOutcome;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.deploy.PushStep;
import cn.haihe.signal.deploy.StepOutcome;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Keeps the street to what the centre wants, whatever happens in between: looks at each junction again and again, and where it
 * does not run its plan and may, sends it. Few at a time, waiting longer after each failure; what holds a junction for other
 * reasons, or lets it flash, is left alone and shown.
 */
@Startup
@ApplicationScoped
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final DesiredBook book;
    private final PlanStore plans;
    private final ObservedStore store;
    private final PlanProgress progress;
    private final SignalField field;
    private final SignalBoard board;
    private final ControllerRegister register;
    private final List<JunctionHolds> holds;
    private final PlansConfig config;
    private final InCharge charge;
    private final Clock clock;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Map<String, Observed> unsaved = new ConcurrentHashMap<>();
    private final AtomicInteger loading = new AtomicInteger();
    private final AtomicBoolean saving = new AtomicBoolean();
    private final PlanDeployer deployer;
    private long timer;

    Reconciler(
            Vertx vertx,
            DesiredBook book,
            PlanStore plans,
            ObservedStore store,
            PlanProgress progress,
            SignalField field,
            SignalBoard board,
            ControllerRegister register,
            @All List<JunctionHolds> holds,
            PlansConfig config,
            InCharge charge,
            SignalsConfig signals,
            MeterRegistry meters,
            Clock clock) {
        this.vertx = vertx;
        this.book = book;
        this.plans = plans;
        this.store = store;
        this.progress = progress;
        this.field = field;
        this.board = board;
        this.register = register;
        this.holds = holds;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
        DeployRules rules =
                DeployRules.DEFAULT.polledEach(signals.pollPeriod().toMillis()).atSpeed(signals.clockSpeed());
        deployer = new PlanDeployer(vertx, field.bus(), rules, clock);
        meters.gauge(
                "haihe.plans.not.in.force",
                this,
                self -> self.book.all().stream()
                        .filter(desired -> !self.isInForce(desired.plan().junctionId()))
                        .count());
    }

    @PostConstruct
    void open() {
        timer = vertx.setPeriodic(config.reconcileEvery().toMillis(), id -> look());
    }

    void load(@Observes InCharge.Begun begun) {
        plans.listDesired().await().atMost(LOAD_MAX).forEach(book::put);
        store.list()
                .await()
                .atMost(LOAD_MAX)
                .forEach(observed -> standing(observed.junctionId()).observed = Optional.of(observed));
    }

    /** How a junction stands to what is wanted of it; empty where nothing is. */
    public Optional<Observed> find(String junctionId) {
        Standing standing = standings.get(junctionId);
        if (standing == null) {
            return Optional.empty();
        }
        synchronized (standing) {
            return standing.observed.filter(observed -> book.find(junctionId)
                    .filter(desired -> desired.plan().id() == observed.planId())
                    .isPresent());
        }
    }

    /** Nobody wants to see any more what a push that is under way watches for. */
    void abandonProof(String junctionId) {
        deployer.abandonProof(junctionId);
    }

    private boolean isInForce(String junctionId) {
        return find(junctionId)
                .filter(observed -> observed.condition() == Condition.IN_FORCE)
                .isPresent();
    }

    public Optional<JunctionHold> findHold(String junctionId) {
        return holds.stream()
                .flatMap(room -> room.findHold(junctionId).stream())
                .findFirst();
    }

    private Standing standing(String junctionId) {
        return standings.computeIfAbsent(junctionId, Standing::new);
    }

    private void look() {
        if (!charge.isOurs()) {
            return;
        }
        for (Desired desired : book.all()) {
            try {
                look(desired);
            } catch (RuntimeException unforeseen) {
                LOG.errorf(
                        unforeseen, "%s could not be looked at", desired.plan().junctionId());
            }
        }
        save();
    }

    private void look(Desired desired) {
        String junctionId = desired.plan().junctionId();
        TimingPlan plan = desired.plan().plan();
        Optional<JunctionHold> hold = findHold(junctionId);
        Standing standing = standing(junctionId);
        synchronized (standing) {
            standing.wants(desired.plan().id());
            Optional<Condition> unfit = unfit(desired);
            if (standing.pushes > 0) {
                if (hold.isPresent() || unfit.isPresent()) {
                    deployer.abandonProof(junctionId);
                }
                return;
            }
            if (unfit.isPresent()) {
                standing.startAfresh();
                observe(standing, unfit.get(), submitAnew(desired));
                return;
            }
            Judgement judged =
                    Judgement.of(plan.number(), register.find(junctionId).isPresent(), board.find(junctionId), hold);
            switch (judged.act()) {
                case NOTHING -> observe(standing, judged.condition(), judged.detail());
                case FORGET -> {
                    standing.startAfresh();
                    observe(standing, judged.condition(), judged.detail());
                }
                case KEEP -> keep(desired, standing);
                case PUSH -> {
                    standing.confirmedAt = Optional.empty();
                    pushInTurn(desired, standing, judged.detail());
                }
            }
        }
    }

    private void keep(Desired desired, Standing standing) {
        Instant now = clock.instant();
        if (standing.confirmedAt.isEmpty()) {
            pushInTurn(desired, standing, "it says that it runs the plan; whether with these times is to be seen");
        } else if (standing.confirmedAt.get().plus(config.auditEvery()).isBefore(now)) {
            audit(desired, standing);
        } else {
            observe(standing, Condition.IN_FORCE, "");
        }
    }

    /** A controller that was exchanged or restored may hold other times under the number. */
    private void audit(Desired desired, Standing standing) {
        if (standing.reading) {
            return;
        }
        standing.reading = true;
        TimingPlan wanted = desired.plan().plan();
        field.bus().readBack(standing.junctionId, wanted.number()).onSuccess(outcome -> {
            synchronized (standing) {
                standing.reading = false;
                if (outcome instanceof Outcome.Done<TimingPlan> done) {
                    standing.confirmedAt =
                            done.value().equals(wanted) ? Optional.of(clock.instant()) : Optional.empty();
                }
            }
        });
    }

    private void pushInTurn(Desired desired, Standing standing, String why) {
        Instant now = clock.instant();
        if (now.isBefore(standing.nextAttempt)) {
            String detail = why + "; attempt " + standing.failures + " failed: " + standing.lastFailure;
            observe(standing, Condition.WAITING, detail);
        } else if (loading.get() >= config.pushesMax()) {
            observe(standing, Condition.WAITING, why + "; other junctions come first");
        } else {
            push(desired, standing);
        }
    }

    /** At once, whatever the turn: for one who waits for the answer. The future never fails. */
    public CompletableFuture<PushReport> pushNow(Desired desired) {
        Standing standing = standing(desired.plan().junctionId());
        synchronized (standing) {
            standing.wants(desired.plan().id());
            return push(desired, standing);
        }
    }

    /** Of a plan whose stages are not, or not surely, those of the junction as it is made today. */
    private Optional<Condition> unfit(Desired desired) {
        return switch (design(desired)) {
            case CHANGED -> Optional.of(Condition.DESIGN_CHANGED);
            case UNKNOWN -> Optional.of(Condition.DESIGN_UNKNOWN);
            case OF_TODAY, NO_DESIGN -> Optional.empty();
        };
    }

    private String submitAnew(Desired desired) {
        return design(desired).why() + "; submit the plan once more";
    }

    private DesignStanding design(Desired desired) {
        return field.standing(desired.plan().junctionId(), desired.plan().design());
    }

    private CompletableFuture<PushReport> push(Desired desired, Standing standing) {
        Optional<Condition> unfit = unfit(desired);
        if (unfit.isPresent()) {
            observe(standing, unfit.get(), submitAnew(desired));
            return CompletableFuture.completedFuture(
                    new PushReport(standing.junctionId, PushOutcome.REFUSED, List.of()));
        }
        Optional<VerifiedPlan> verified = verify(desired);
        if (verified.isEmpty()) {
            observe(standing, Condition.UNSAFE, "the verifier does not pass it for the junction as it is now");
            return CompletableFuture.completedFuture(
                    new PushReport(standing.junctionId, PushOutcome.REFUSED, List.of()));
        }
        standing.pushes++;
        observe(standing, Condition.APPLYING, "");
        loading.incrementAndGet();
        AtomicBoolean slot = new AtomicBoolean(true);
        PlanProgress.Run run = progress.begin(desired);
        CompletableFuture<PushReport> ended = new CompletableFuture<>();
        deployer.push(verified.get(), step -> {
                    run.step(step);
                    if (step.step() == PushStep.ACTIVATE && slot.getAndSet(false)) {
                        loading.decrementAndGet();
                    }
                })
                .onComplete(result -> {
                    if (slot.getAndSet(false)) {
                        loading.decrementAndGet();
                    }
                    end(desired, standing, run, result.result(), ended);
                });
        return ended;
    }

    private void end(
            Desired desired,
            Standing standing,
            PlanProgress.Run run,
            PushReport report,
            CompletableFuture<PushReport> ended) {
        synchronized (standing) {
            standing.pushes--;
            boolean isStillWanted =
                    standing.pushes == 0 && standing.planId == desired.plan().id();
            if (isStillWanted && report.outcome() == PushOutcome.PROVEN) {
                standing.confirmedAt = Optional.of(clock.instant());
                standing.failures = 0;
                observe(standing, Condition.IN_FORCE, "");
            } else if (isStillWanted) {
                standing.failures++;
                standing.lastFailure = failure(report);
                standing.nextAttempt = clock.instant().plus(Backoff.after(standing.failures, config));
                observe(standing, Condition.WAITING, standing.lastFailure);
            }
        }
        save();
        run.end(report).whenComplete((done, failed) -> ended.complete(report));
    }

    private Optional<VerifiedPlan> verify(Desired desired) {
        String id = desired.plan().junctionId();
        return field.findDesign(id)
                .map(design -> verifier.verify(
                        field.getJunction(id), design, desired.plan().plan(), Map.of()))
                .flatMap(verdict -> verdict instanceof Verdict.Safe safe ? Optional.of(safe.plan()) : Optional.empty());
    }

    private static String failure(PushReport report) {
        return report.steps().stream()
                .filter(step -> step.outcome() == StepOutcome.REFUSED || step.outcome() == StepOutcome.UNCONFIRMED)
                .reduce((first, last) -> last)
                .map(step -> step.step() + " " + step.outcome() + ": " + step.detail())
                .orElse("unknown");
    }

    private void observe(Standing standing, Condition condition, String detail) {
        boolean isNews = standing.observed
                .filter(known -> known.planId() == standing.planId
                        && known.condition() == condition
                        && known.detail().equals(detail)
                        && known.attempts() == standing.failures)
                .isEmpty();
        if (isNews) {
            Observed now = new Observed(
                    standing.junctionId, standing.planId, condition, detail, standing.failures, clock.instant());
            standing.observed = Optional.of(now);
            unsaved.put(standing.junctionId, now);
        }
    }

    /** What PostgreSQL does not take now is offered again at the next look. */
    private void save() {
        if (unsaved.isEmpty() || !saving.compareAndSet(false, true)) {
            return;
        }
        List<Observed> batch = List.copyOf(unsaved.values());
        store.put(batch)
                .subscribe()
                .with(
                        done -> {
                            batch.forEach(saved -> unsaved.remove(saved.junctionId(), saved));
                            saving.set(false);
                        },
                        failure -> {
                            LOG.warnf("What was observed is not kept yet: %s", failure.getMessage());
                            saving.set(false);
                        });
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }
}
