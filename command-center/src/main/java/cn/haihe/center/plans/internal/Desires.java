package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.signals.SignalPlans;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is wanted of the street, and how the street stands to it. */
@ApplicationScoped
public class Desires {
    private final DesiredBook book;
    private final SignalPlans plans;
    private final Reconciler reconciler;

    Desires(DesiredBook book, SignalPlans plans, Reconciler reconciler) {
        this.book = book;
        this.plans = plans;
        this.reconciler = reconciler;
    }

    public Optional<PlanViews.Desire> find(String junctionId) {
        return book.find(junctionId)
                .flatMap(desired -> plans.findDesired(junctionId)
                        .map(known -> PlanViews.Desire.of(desired, known, reconciler.find(junctionId))));
    }

    public record Standing(String junctionId, PlanViews.Desire desired) {}

    /** @param condition all where it is empty */
    public List<Standing> list(Optional<Observed.Condition> condition) {
        return book.all().stream()
                .map(desired -> desired.plan().junctionId())
                .sorted(Comparator.naturalOrder())
                .flatMap(id -> find(id).map(desire -> new Standing(id, desire)).stream())
                .filter(standing -> condition
                        .map(wanted -> wanted == standing.desired().condition())
                        .orElse(true))
                .toList();
    }
}
