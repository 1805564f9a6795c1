package cn.haihe.center.plans.internal;

import cn.haihe.center.signals.MovementFlows;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.appraise.PlanAppraisal;
import cn.haihe.signal.appraise.PlanAppraiser;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Holds a plan against the one that runs, by the flows of now. */
@ApplicationScoped
public class Comparisons {
    private final SignalField field;
    private final PlanAppraiser appraiser = new PlanAppraiser(WebsterRules.DEFAULT);

    Comparisons(SignalField field) {
        this.field = field;
    }

    /**
     * @param running empty where the times of the plan that runs are not known
     * @param countedApproaches numbers of those whose flow is counted; of the others it is a usual one
     */
    public record Comparison(
            Optional<PlanAppraisal> running,
            Optional<Integer> runningPlanNumber,
            Optional<PlanAppraisal> proposed,
            Set<Integer> countedApproaches) {
        public String text() {
            String basis = countedApproaches.isEmpty()
                    ? "by usual flows"
                    : "by flows counted on " + countedApproaches.size() + " approaches";
            String next = proposed.map(Comparison::figures).orElse("not known");
            return running.map(now -> basis + ": now " + figures(now) + "; then " + next)
                    .orElse(basis + ": " + next + "; what runs now is not known");
        }

        private static String figures(PlanAppraisal appraisal) {
            return String.format(
                    "%.0f s of delay, %.2f stops, worst v/c %.2f, %.1f kg of CO2 an hour",
                    appraisal.delaySeconds(),
                    appraisal.stopsPerVehicle(),
                    appraisal.worstSaturation(),
                    appraisal.co2KilogramsPerHour());
        }
    }

    Comparison compare(Junction junction, SignalJunction design, TimingPlan plan, MovementFlows flows) {
        Optional<TimingPlan> running = field.findRunningPlan(junction.id());
        return new Comparison(
                running.flatMap(now -> appraiser.appraise(junction, design, now, flows.demand())),
                running.map(TimingPlan::number),
                appraiser.appraise(junction, design, plan, flows.demand()),
                flows.countedApproaches());
    }
}
