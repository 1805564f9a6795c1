package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.Observed.Condition;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.signals.DesiredPlan;
import cn.haihe.center.signals.SignalPlans;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the centre wants, for rooms below that only show it. */
@ApplicationScoped
class DesiredPlans implements SignalPlans {
    private final DesiredBook book;
    private final Reconciler reconciler;

    DesiredPlans(DesiredBook book, Reconciler reconciler) {
        this.book = book;
        this.reconciler = reconciler;
    }

    @Override
    public Optional<DesiredPlan> findDesired(String junctionId) {
        return book.find(junctionId).map(this::view);
    }

    private DesiredPlan view(Desired desired) {
        StoredPlan plan = desired.plan();
        return new DesiredPlan(
                plan.id(),
                plan.junctionId(),
                plan.plan(),
                plan.origin(),
                plan.reason(),
                plan.createdBy(),
                desired.at(),
                outcome(reconciler.find(plan.junctionId())));
    }

    private static DesiredPlan.Outcome outcome(Optional<Observed> observed) {
        Condition condition = observed.map(Observed::condition).orElse(Condition.APPLYING);
        return switch (condition) {
            case IN_FORCE -> DesiredPlan.Outcome.PROVEN;
            case APPLYING -> DesiredPlan.Outcome.PENDING;
            default -> DesiredPlan.Outcome.UNCONFIRMED;
        };
    }
}
