package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.PlanEvent;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.signals.DesiredPlan;
import cn.haihe.signal.appraise.PlanAppraisal;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans in the form of the contract. */
public final class PlanViews {
    private PlanViews() {}

    /** @param onDemand null for a stage that comes in each cycle */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stage(int stage, int seconds, Boolean onDemand) {
        static Stage of(StageTime time) {
            return new Stage(
                    time.stage(), time.seconds(), time.occurrence() == Occurrence.ON_DEMAND ? Boolean.TRUE : null);
        }
    }

    public record Plan(int number, int cycleSeconds, int offsetSeconds, List<Stage> stages) {
        public static Plan of(TimingPlan plan) {
            return new Plan(
                    plan.number(),
                    plan.cycleSeconds(),
                    plan.offsetSeconds(),
                    plan.stages().stream().map(Stage::of).toList());
        }
    }

    /** @param approvalId null, with those behind it, while it did not come so far */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stored(
            long planId,
            String junctionId,
            Plan plan,
            String origin,
            String reason,
            PlanState state,
            String createdBy,
            Instant createdAt,
            Long approvalId,
            String approvedBy,
            Instant approvedAt,
            Instant provenAt) {
        public static Stored of(StoredPlan plan) {
            return new Stored(
                    plan.id(),
                    plan.junctionId(),
                    Plan.of(plan.plan()),
                    plan.origin(),
                    plan.reason(),
                    plan.state(),
                    plan.createdBy(),
                    plan.createdAt(),
                    plan.approvalId().orElse(null),
                    plan.approvedBy().orElse(null),
                    plan.approvedAt().orElse(null),
                    plan.provenAt().orElse(null));
        }
    }

    /** @param running null where the times of the plan that runs are not known */
    public record Comparison(
            PlanAppraisal running,
            Integer runningPlanNumber,
            PlanAppraisal proposed,
            Set<Integer> countedApproaches,
            String text) {
        public static Comparison of(Comparisons.Comparison comparison) {
            return new Comparison(
                    comparison.running().orElse(null),
                    comparison.runningPlanNumber().orElse(null),
                    comparison.proposed().orElse(null),
                    comparison.countedApproaches(),
                    comparison.text());
        }
    }

    public record WithHistory(Stored plan, List<PlanEvent> history) {}

    /**
     * @param condition of the street as against what is wanted, {@code detail} why, {@code attempts} in vain since it was last
     *     so
     */
    public record Desire(
            long planId,
            Plan plan,
            String origin,
            String reason,
            String pushedBy,
            Instant pushedAt,
            DesiredPlan.Outcome outcome,
            PlanState state,
            String source,
            Observed.Condition condition,
            String detail,
            int attempts,
            Instant since) {
        static Desire of(Desired desired, DesiredPlan known, Optional<Observed> observed) {
            return new Desire(
                    desired.plan().id(),
                    Plan.of(desired.plan().plan()),
                    desired.plan().origin(),
                    desired.plan().reason(),
                    desired.source() == Source.TIMETABLE ? desired.by() : known.pushedBy(),
                    desired.at(),
                    known.outcome(),
                    desired.plan().state(),
                    desired.source().name(),
                    observed.map(Observed::condition).orElse(Observed.Condition.WAITING),
                    observed.map(Observed::detail).orElse("not looked at yet"),
                    observed.map(Observed::attempts).orElse(0),
                    observed.map(Observed::since).orElse(desired.at()));
        }
    }
}
