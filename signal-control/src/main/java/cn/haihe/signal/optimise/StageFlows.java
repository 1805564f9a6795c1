package cn.haihe.signal.optimise;

import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of each cycle the lanes of an intersection need, as Webster counts it: flow by saturation flow, of the busiest
 * interval. A movement's flow is spread evenly on its lanes. For first guesses; the queue model judges them.
 */
final class StageFlows {
    /** Of what a green with right of way carries, for who must find gaps; a usual share at middling oncoming flows. */
    private static final double PERMITTED_SHARE = 0.4;

    /** Beyond it Webster's cycle formula means nothing. */
    private static final double SATURATED = 0.92;

    private final CycleSpace space;
    private final Intersection intersection;
    /** Per lane the flow ratios of its signals. */
    private final List<Map<Integer, Double>> lanes = new ArrayList<>();

    StageFlows(CycleSpace space) {
        this.space = space;
        intersection = space.intersection;
        Map<String, Map<Integer, Double>> byLane = new LinkedHashMap<>();
        for (TrafficMovement movement : intersection.movements()) {
            double busiest = movement.desiredPerHour().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            long laneCount =
                    movement.lanes().stream().map(LaneUse::lane).distinct().count();
            Map<String, LaneUse> once = new LinkedHashMap<>();
            movement.lanes().forEach(use -> once.putIfAbsent(use.lane(), use));
            once.values()
                    .forEach(use -> byLane.computeIfAbsent(use.lane(), lane -> new LinkedHashMap<>())
                            .merge(use.signal(), busiest / laneCount / use.saturationPerHour(), Double::sum));
        }
        lanes.addAll(byLane.values());
    }

    /** Webster's cycle and splits for these stages in this order. */
    StageCycle cycle(int[] stages) {
        return cycle(stages, 0);
    }

    /** @param cycleSeconds 0 for Webster's own */
    StageCycle cycle(int[] stages, double cycleSeconds) {
        int[] greens = new int[stages.length];
        double clearances = new StageCycle(stages, greens, 0).clearanceSeconds(intersection);
        double lost = intersection.lostSecondsPerStage() * stages.length;
        double[] needs = needs(stages);
        double sum = 0;
        for (double need : needs) {
            sum += need;
        }
        double seconds =
                cycleSeconds > 0 ? cycleSeconds : sum >= SATURATED ? Double.MAX_VALUE : (1.5 * lost + 5) / (1 - sum);
        for (int i = 0; i < stages.length; i++) {
            double share = sum > 0 ? needs[i] / sum : 1.0 / stages.length;
            double all = Math.min(seconds, 150) - clearances;
            greens[i] = Math.max(space.leastGreen(stages[i]), (int) Math.round(share * all));
        }
        StageCycle cycle = new StageCycle(stages, greens, 0);
        return space.scaled(cycle, Math.min(Math.min(seconds, 150), cycle.cycleSeconds(intersection)));
    }

    /** The sum of what the stages need of the cycle: the smaller, the better they suit the demand. */
    double load(int[] stages) {
        double sum = 0;
        for (double need : needs(stages)) {
            sum += need;
        }
        return sum;
    }

    /**
     * Shares of the cycle that the stages need: raised, lane by lane with the largest need first missing, until each lane
     * has what it needs of the stages that serve it.
     */
    private double[] needs(int[] stages) {
        double[] needs = new double[stages.length];
        for (int round = 0; round < 3; round++) {
            for (Map<Integer, Double> lane : lanes) {
                double needed = 0;
                for (Map.Entry<Integer, Double> signal : lane.entrySet()) {
                    needed += signal.getValue();
                }
                double served = 0;
                int best = -1;
                double bestServes = 0;
                for (int i = 0; i < stages.length; i++) {
                    double serves = serves(lane, stages[i], needed);
                    served += serves * needs[i];
                    boolean isBetter =
                            serves > bestServes || serves == bestServes && best >= 0 && needs[i] > needs[best];
                    if (isBetter) {
                        best = i;
                        bestServes = serves;
                    }
                }
                if (best >= 0 && served < needed) {
                    needs[best] += (needed - served) / bestServes;
                }
            }
        }
        return needs;
    }

    /** The part of a lane's traffic that a stage lets go, by its right of way. */
    private double serves(Map<Integer, Double> lane, int stage, double needed) {
        double serves = 0;
        for (Map.Entry<Integer, Double> signal : lane.entrySet()) {
            Aspect aspect = intersection.stages().get(stage).aspects().get(signal.getKey());
            double weight = aspect == Aspect.GREEN ? 1 : aspect == Aspect.PERMITTED ? PERMITTED_SHARE : 0;
            serves += needed > 0 ? weight * signal.getValue() / needed : weight / lane.size();
        }
        return serves;
    }
}
