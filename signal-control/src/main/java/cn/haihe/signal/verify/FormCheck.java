package cn.haihe.signal.verify;

import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.List;

/** Whether a plan makes sense at all: numbers in their limits, stages that exist, a cycle that sums. */
final class FormCheck {
    private final Limits limits;
    private final List<Finding> findings = new ArrayList<>();

    FormCheck(Limits limits) {
        this.limits = limits;
    }

    List<Finding> check(SignalJunction junction, TimingPlan plan) {
        if (plan.number() < 1 || plan.number() > limits.maxPlanNumber()) {
            add(Rule.PLAN_NUMBER, "number", plan.number() + " is not within 1 to " + limits.maxPlanNumber());
        }
        int count = plan.stages().size();
        if (count < 1 || count > limits.maxStages()) {
            add(Rule.STAGE_COUNT, "stages", count + " stages, not 1 to " + limits.maxStages());
        }
        if (count > 0 && plan.stages().stream().noneMatch(time -> time.occurrence() == Occurrence.FIXED)) {
            add(Rule.OCCURRENCE, "stages", "every stage is on demand: none is left where nobody asks");
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            StageTime time = plan.stages().get(i);
            sum += time.seconds();
            checkStage(junction, time, "stages[" + i + "]");
        }
        if (plan.cycleSeconds() < limits.minCycleSeconds() || plan.cycleSeconds() > limits.maxCycleSeconds()) {
            add(
                    Rule.CYCLE_LIMITS,
                    "cycleSeconds",
                    plan.cycleSeconds() + " s is not within " + limits.minCycleSeconds() + " to "
                            + limits.maxCycleSeconds() + " s");
        }
        if (sum != plan.cycleSeconds()) {
            add(
                    Rule.CYCLE_IS_SUM,
                    "cycleSeconds",
                    "the cycle is " + plan.cycleSeconds() + " s, its stages take " + sum + " s");
        }
        if (plan.offsetSeconds() < 0 || plan.offsetSeconds() >= plan.cycleSeconds()) {
            add(
                    Rule.OFFSET_BELOW_CYCLE,
                    "offsetSeconds",
                    plan.offsetSeconds() + " s is not within the cycle of " + plan.cycleSeconds() + " s");
        }
        return findings;
    }

    private void checkStage(SignalJunction junction, StageTime time, String place) {
        if (junction.findStage(time.stage()).isEmpty()) {
            add(Rule.STAGE_EXISTS, place, "the junction has no stage " + time.stage());
        }
        if (time.seconds() < 1 || time.seconds() > limits.maxCycleSeconds()) {
            add(
                    Rule.STAGE_SECONDS,
                    place,
                    "stage " + time.stage() + " of " + time.seconds() + " s, not 1 to " + limits.maxCycleSeconds());
        }
    }

    private void add(Rule rule, String place, String detail) {
        findings.add(new Finding(rule, place, detail));
    }
}
