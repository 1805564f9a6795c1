package cn.haihe.signal.network;

import cn.haihe.signal.network.PlanFault.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds fixed plans against what the network allows. It knows nothing of who made the plans or how. */
public final class PlanCheck {
    /** Cycles are written with a tenth of a second; more than half a second is another cycle. */
    private static final double TOLERANCE_SECONDS = 0.5;

    private static final double ROUNDING_SECONDS = 1e-6;

    private final SignalNetwork network;

    public PlanCheck(SignalNetwork network) {
        this.network = network;
    }

    /** @return what is wrong; nothing where the plans are allowed */
    public List<PlanFault> faults(List<FixedPlan> plans) {
        List<PlanFault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FixedPlan plan : plans) {
            Optional<Intersection> intersection = network.findIntersection(plan.intersection());
            if (intersection.isEmpty()) {
                faults.add(new PlanFault(
                        Reason.UNKNOWN_INTERSECTION, plan.intersection(), "the network has no such intersection"));
            } else if (!seen.add(plan.intersection())) {
                faults.add(new PlanFault(Reason.PLANNED_TWICE, plan.intersection(), "it has a plan already"));
            } else {
                new OnePlan(intersection.get(), plan, faults).check();
            }
        }
        return faults;
    }

    private final class OnePlan {
        private final Intersection intersection;
        private final FixedPlan plan;
        private final List<PlanFault> faults;

        OnePlan(Intersection intersection, FixedPlan plan, List<PlanFault> faults) {
            this.intersection = intersection;
            this.plan = plan;
            this.faults = faults;
        }

        void check() {
            if (plan.stages().isEmpty()) {
                add(Reason.NO_STAGES, "the plan shows nothing");
                return;
            }
            for (GreenTime time : plan.stages()) {
                if (time.stage() < 0 || time.stage() >= intersection.stages().size()) {
                    add(Reason.UNKNOWN_STAGE, "there is no stage " + time.stage());
                    return;
                }
            }
            checkStages();
            checkSignals();
            if (!Double.isFinite(plan.offsetSeconds())) {
                add(Reason.OFFSET, "offset " + plan.offsetSeconds() + " s");
            }
        }

        private void checkStages() {
            int count = plan.stages().size();
            double sum = 0;
            for (int i = 0; i < count; i++) {
                GreenTime time = plan.stages().get(i);
                int next = plan.stages().get((i + 1) % count).stage();
                double least = Math.min(
                        network.limits().minGreenSeconds(),
                        intersection.stages().get(time.stage()).minGreenSeconds());
                if (!(time.greenSeconds() >= least - ROUNDING_SECONDS)) {
                    add(
                            Reason.GREEN_TOO_SHORT,
                            "stage " + time.stage() + " has " + time.greenSeconds() + " s, at least " + least
                                    + " s are needed");
                }
                if (count > 1 && next == time.stage()) {
                    add(Reason.STAGE_FOLLOWS_ITSELF, "stage " + time.stage());
                }
                sum += time.greenSeconds()
                        + intersection.clearance(time.stage(), next).seconds();
            }
            if (!(Math.abs(plan.cycleSeconds() - sum) <= TOLERANCE_SECONDS)) {
                add(
                        Reason.CYCLE_IS_NOT_THE_SUM,
                        "cycle " + plan.cycleSeconds() + " s, greens and clearances make " + sum + " s");
            }
            boolean inLimits = sum >= network.limits().minCycleSeconds()
                    && sum <= network.limits().maxCycleSeconds();
            if (count > 1 && !inLimits) {
                add(
                        Reason.CYCLE_LIMITS,
                        "cycle " + sum + " s, not " + network.limits().minCycleSeconds() + " to "
                                + network.limits().maxCycleSeconds() + " s");
            }
        }

        private void checkSignals() {
            for (int signal = 0; signal < intersection.signalCount(); signal++) {
                int place = signal;
                boolean isEverOpen = intersection.stages().stream().anyMatch(stage -> stage.isOpen(place));
                boolean isOpened = plan.stages().stream()
                        .anyMatch(
                                time -> intersection.stages().get(time.stage()).isOpen(place));
                if (isEverOpen && !isOpened) {
                    add(Reason.SIGNAL_NEVER_GREEN, "signal " + signal);
                }
            }
        }

        private void add(Reason reason, String detail) {
            faults.add(new PlanFault(reason, intersection.id(), detail));
        }
    }
}
