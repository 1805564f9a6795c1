package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed.Condition;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.signal.deploy.DeployRules;
import cn.haihe.signal.deploy.PlanDeployer;
import cn.haihe.signal.deploy.PushOutcome;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.deploy.PushStep;
import cn.haihe.signal.deploy.StepOutcome;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends a wanted plan to its controller and watches until it is proven; a failure is waited out, each time longer. A plan of
 * another design of the junction than today's, or of one that nobody knows, is never sent.
 */
@ApplicationScoped
class PlanPusher {
    private final PlanProgress progress;
    private final Standings standings;
    private final SignalField field;
    private final PlansConfig config;
    private final Clock clock;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);
    private final AtomicInteger loading = new AtomicInteger();
    private final PlanDeployer deployer;

    PlanPusher(
            Vertx vertx,
            PlanProgress progress,
            Standings standings,
            SignalField field,
            PlansConfig config,
            SignalsConfig signals,
            Clock clock) {
        this.progress = progress;
        this.standings = standings;
        this.field = field;
        this.config = config;
        this.clock = clock;
        DeployRules rules =
                DeployRules.DEFAULT.polledEach(signals.pollPeriod().toMillis()).atSpeed(signals.clockSpeed());
        deployer = new PlanDeployer(vertx, field.bus(), rules, clock);
    }

    /** Whether as many plans are being loaded as may be at once; those that are only watched do not count. */
    boolean isFull() {
        return loading.get() >= config.pushesMax();
    }

    /** Nobody wants to see any more what a push that is under way watches for. */
    void abandonProof(String junctionId) {
        deployer.abandonProof(junctionId);
    }

    /** Of a plan whose stages are not, or not surely, those of the junction as it is made today. */
    Optional<Condition> unfit(Desired desired) {
        return switch (design(desired)) {
            case CHANGED -> Optional.of(Condition.DESIGN_CHANGED);
            case UNKNOWN -> Optional.of(Condition.DESIGN_UNKNOWN);
            case OF_TODAY, NO_DESIGN -> Optional.empty();
        };
    }

    String submitAnew(Desired desired) {
        return design(desired).why() + "; submit the plan once more";
    }

    private DesignStanding design(Desired desired) {
        return field.standing(desired.plan().junctionId(), desired.plan().design());
    }

    /** To be called by who holds the standing's lock. The future never fails. */
    CompletableFuture<PushReport> push(Desired desired, Standing standing) {
        Optional<Condition> unfit = unfit(desired);
        if (unfit.isPresent()) {
            standings.observe(standing, unfit.get(), submitAnew(desired));
            return CompletableFuture.completedFuture(
                    new PushReport(standing.junctionId, PushOutcome.REFUSED, List.of()));
        }
        Optional<VerifiedPlan> verified = verify(desired);
        if (verified.isEmpty()) {
            standings.observe(
                    standing, Condition.UNSAFE, "the verifier does not pass it for the junction as it is now");
            return CompletableFuture.completedFuture(
                    new PushReport(standing.junctionId, PushOutcome.REFUSED, List.of()));
        }
        standing.pushes++;
        standing.pushedPlanId = desired.plan().id();
        standings.observe(standing, Condition.APPLYING, "");
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
                standings.observe(standing, Condition.IN_FORCE, "");
            } else if (isStillWanted) {
                standing.failures++;
                standing.lastFailure = failure(report);
                standing.nextAttempt = clock.instant().plus(Backoff.after(standing.failures, config));
                standings.observe(standing, Condition.WAITING, standing.lastFailure);
            }
        }
        standings.save();
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
}
