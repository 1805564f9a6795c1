package cn.haihe.center.plans;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.signal.plan.TimingPlan;
import io.smallrye.mutiny.Uni;

/** Where rooms that make plans leave them as drafts, from where they go the life of every plan. */
public interface PlanDrafts {
    /**
     * Verifies a plan by the map and by the flows of now, compares it with what runs, and keeps it. Where its number runs or
     * is wanted now it gets one that is free.
     *
     * @param origin the method that made it, upper case, at most 32 characters
     * @throws ProblemException as a failure: 422 {@code unsafe-plan}, 404 {@code unknown-junction}, 409 {@code
     *     unsignallable-junction}
     */
    Uni<StoredPlan> draft(String junctionId, TimingPlan plan, String origin, String reason, String by);
}
