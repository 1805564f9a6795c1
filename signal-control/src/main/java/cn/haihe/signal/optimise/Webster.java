package cn.haihe.signal.optimise;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A fixed-time plan for one junction alone by F. V. Webster, Traffic Signal Settings (Road Research Technical Paper 39,
 * 1958): cycle (1.5 L + 5) / (1 - Y), green in proportion to the critical flow ratios. Minimum greens are kept, if need
 * be with a longer cycle than the formula's.
 */
public final class Webster {
    /** Beyond it the formula has no meaning: the longest cycle is taken. */
    private static final double SATURATED = 0.95;

    private final WebsterRules rules;

    public Webster(WebsterRules rules) {
        this.rules = rules;
    }

    /** Every stage of the junction in the order of its number; the result is still to be verified. */
    public TimingPlan plan(Junction map, SignalJunction junction, Demand demand, int planNumber) {
        List<Stage> stages = junction.stages();
        int[] transitions = new int[stages.size()];
        double lostSeconds = 0;
        for (int i = 0; i < stages.size(); i++) {
            PhaseSet next = stages.get((i + 1) % stages.size()).phases();
            transitions[i] = junction.transitionSeconds(stages.get(i).phases(), next);
            lostSeconds += transitions[i] + rules.startLossSeconds();
        }
        double[] ratios = criticalRatios(map, junction, demand);
        int[] leastGreens = new LeastGreens(junction, transitions).seconds();
        int leastCycle = 0;
        for (int i = 0; i < transitions.length; i++) {
            leastCycle += leastGreens[i] + transitions[i];
        }
        int cycle = Math.max(cycleSeconds(lostSeconds, sum(ratios)), roundedUp(leastCycle));
        int[] greens = split(cycle, transitions, leastGreens, ratios);
        List<StageTime> times = new ArrayList<>();
        for (int i = 0; i < greens.length; i++) {
            times.add(StageTime.fixed(stages.get(i).number(), greens[i] + transitions[i]));
        }
        return new TimingPlan(planNumber, cycle, 0, times);
    }

    private int cycleSeconds(double lostSeconds, double criticalSum) {
        if (criticalSum >= SATURATED) {
            return rules.maxCycleSeconds();
        }
        double best = (1.5 * lostSeconds + 5) / (1 - criticalSum);
        double bounded = Math.max(rules.minCycleSeconds(), Math.min(rules.maxCycleSeconds(), best));
        return Math.min(roundedUp(bounded), rules.maxCycleSeconds());
    }

    private int roundedUp(double seconds) {
        return (int) Math.ceil(seconds / rules.cycleStepSeconds()) * rules.cycleStepSeconds();
    }

    /** Per stage the highest flow ratio of its phases; a phase that runs in several stages spreads its flow on them. */
    private double[] criticalRatios(Junction map, SignalJunction junction, Demand demand) {
        double[] ratios = new double[junction.stages().size()];
        for (Phase phase : junction.phases()) {
            if (!phase.isVehicle()) {
                continue;
            }
            double flow = map.movements().stream()
                    .filter(movement -> phase.movements().contains(movement.number()))
                    .mapToDouble(movement -> demand.of(movement.number()) / TurningSpeed.of(movement))
                    .sum();
            double ratio = flow / (phase.lanes() * rules.saturationFlowPerLanePerHour());
            long stagesOfPhase = junction.stages().stream()
                    .filter(stage -> stage.phases().contains(phase.number()))
                    .count();
            for (int i = 0; i < ratios.length; i++) {
                if (junction.stages().get(i).phases().contains(phase.number())) {
                    ratios[i] = Math.max(ratios[i], ratio / stagesOfPhase);
                }
            }
        }
        return ratios;
    }

    /** Whole seconds of green that add up to what the cycle has left, none below its least. */
    private static int[] split(int cycle, int[] transitions, int[] leastGreens, double[] ratios) {
        int[] greens = leastGreens.clone();
        int free = cycle;
        for (int i = 0; i < greens.length; i++) {
            free -= greens[i] + transitions[i];
        }
        for (; free > 0; free--) {
            int neediest = 0;
            for (int i = 1; i < greens.length; i++) {
                if (need(ratios[i], greens[i]) > need(ratios[neediest], greens[neediest])) {
                    neediest = i;
                }
            }
            greens[neediest]++;
        }
        return greens;
    }

    private static double need(double ratio, int green) {
        return Math.max(ratio, 1e-6) / Math.max(1, green);
    }

    private static double sum(double[] ratios) {
        double sum = 0;
        for (double ratio : ratios) {
            sum += ratio;
        }
        return sum;
    }
}
