package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanEvent.What;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.signal.deploy.PushOutcome;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.deploy.PushStep;
import cn.haihe.signal.deploy.StepOutcome;
import cn.haihe.signal.deploy.StepResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Writes what becomes of a plan on its way to the street into its history, in order. */
@ApplicationScoped
class PlanProgress {
    private static final Logger LOG = Logger.getLogger(PlanProgress.class);
    private static final String HUB = "hub";
    private static final Set<PlanState> UNDER_WAY =
            EnumSet.of(PlanState.APPROVED, PlanState.LOADED, PlanState.READ_BACK, PlanState.ACTIVATED);

    private final PlanStore store;
    private final DesiredStore desires;
    private final DesiredBook book;
    private final Clock clock;

    PlanProgress(PlanStore store, DesiredStore desires, DesiredBook book, Clock clock) {
        this.store = store;
        this.desires = desires;
        this.book = book;
        this.clock = clock;
    }

    Run begin(Desired desired) {
        return new Run(desired);
    }

    /** One attempt. */
    final class Run {
        private final Desired desired;
        private final boolean isFirstTime;
        private boolean sent;
        private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

        private Run(Desired desired) {
            this.desired = desired;
            isFirstTime = desired.plan().state() != PlanState.PROVEN;
        }

        /** Any thread, one step after the other. */
        synchronized void step(StepResult step) {
            if (step.outcome() != StepOutcome.DONE) {
                return;
            }
            boolean isOfController = step.step() == PushStep.LOAD || step.step() == PushStep.ACTIVATE;
            sent |= isOfController && !step.detail().contains("already");
            switch (step.step()) {
                case LOAD -> move(PlanState.LOADED, What.LOADED, step.detail());
                case READ_BACK -> move(PlanState.READ_BACK, What.READ_BACK, step.detail());
                case ACTIVATE -> move(PlanState.ACTIVATED, What.ACTIVATED, step.detail());
                default -> {}
            }
        }

        private void move(PlanState to, What what, String why) {
            if (isFirstTime) {
                write(change(UNDER_WAY, to, what, why));
            }
        }

        synchronized CompletableFuture<Void> end(PushReport report) {
            Optional<StepResult> last = report.steps().stream()
                    .filter(step -> step.outcome() != StepOutcome.SKIPPED)
                    .reduce((first, next) -> next);
            String why = last.map(step -> step.step() + ": " + step.detail()).orElse("");
            boolean refusedForGood = isFirstTime
                    && desired.plan().provenAt().isEmpty()
                    && last.filter(step -> step.step() == PushStep.LOAD && step.outcome() == StepOutcome.REFUSED)
                            .isPresent();
            if (report.outcome() == PushOutcome.PROVEN && isFirstTime) {
                write(change(UNDER_WAY, PlanState.PROVEN, What.PROVEN, why).chain(this::retireBefore));
            } else if (report.outcome() == PushOutcome.PROVEN && sent) {
                write(store.note(
                        desired.plan().id(), clock.instant(), HUB, What.PROVEN, "put back into force; " + why));
            } else if (refusedForGood) {
                write(change(UNDER_WAY, PlanState.REFUSED, What.REFUSED, why).chain(this::wantBefore));
            } else if (report.outcome() != PushOutcome.PROVEN) {
                write(store.note(desired.plan().id(), clock.instant(), HUB, What.UNCONFIRMED, why));
            }
            return written;
        }

        private Uni<Void> change(Set<PlanState> from, PlanState to, What what, String why) {
            return store.change(desired.plan().id(), from, to, clock.instant(), HUB, what, why)
                    .invoke(changed -> changed.ifPresent(book::renew))
                    .replaceWithVoid();
        }

        /** Of a timetable all stay, to come again. */
        private Uni<Void> retireBefore() {
            if (desired.before().isEmpty() || desired.source() == Source.TIMETABLE) {
                return Uni.createFrom().voidItem();
            }
            Set<PlanState> ofOneInForce = EnumSet.copyOf(UNDER_WAY);
            ofOneInForce.add(PlanState.PROVEN);
            return store.change(
                            desired.before().get(),
                            ofOneInForce,
                            PlanState.RETIRED,
                            clock.instant(),
                            HUB,
                            What.RETIRED,
                            "plan " + desired.plan().plan().number() + " ("
                                    + desired.plan().id() + ") took its place")
                    .replaceWithVoid();
        }

        private Uni<Void> wantBefore() {
            String junctionId = desired.plan().junctionId();
            return desires.wantBefore(junctionId, desired.plan().id())
                    .invoke(before -> before.ifPresentOrElse(
                            book::put,
                            () -> book.find(junctionId)
                                    .filter(known ->
                                            known.plan().id() == desired.plan().id())
                                    .ifPresent(book::remove)))
                    .replaceWithVoid();
        }

        private void write(Uni<Void> line) {
            written = written.thenCompose(before -> line.subscribeAsCompletionStage())
                    .exceptionally(failure -> {
                        LOG.errorf(
                                "The history of plan %d lacks a line: %s",
                                desired.plan().id(), failure.getMessage());
                        return null;
                    });
        }
    }
}
