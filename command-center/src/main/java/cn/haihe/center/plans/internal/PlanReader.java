package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanEvent;
import cn.haihe.center.plans.StoredPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Plans for those who look. */
@ApplicationScoped
public class PlanReader {
    private final PlanStore store;

    PlanReader(PlanStore store) {
        this.store = store;
    }

    /** Newest first, with ids below {@code before}. */
    public Uni<List<StoredPlan>> list(Optional<String> junctionId, long before, int limit) {
        return store.list(junctionId.orElse(null), before, limit);
    }

    public Uni<List<PlanEvent>> history(long planId) {
        return store.history(planId);
    }
}
