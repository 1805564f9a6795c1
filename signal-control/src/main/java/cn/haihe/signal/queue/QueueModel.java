package cn.haihe.signal.queue;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.SignalNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what fixed plans make of a network's demand. The same seed gives the same answer. Safe for many threads. */
public final class QueueModel {
    private final QueueNetwork queues;
    private final DemandSample[] samples;

    /** @param samples how many demands are drawn, at least 1: with more the estimate is steadier and takes longer */
    public QueueModel(SignalNetwork network, QueueRules rules, int samples, long seed) {
        queues = new QueueNetwork(network, rules);
        this.samples = new DemandSample[samples];
        for (int i = 0; i < samples; i++) {
            this.samples[i] = DemandSample.draw(queues, seed + i);
        }
    }

    public QueueNetwork queues() {
        return queues;
    }

    /** @param plans allowed ones; an intersection without one keeps its present plan */
    public DelayEstimate estimate(List<FixedPlan> plans) {
        SignalProgram[] programs = programs(queues, plans);
        QueueSimulation simulation = new QueueSimulation(queues);
        double seconds = 0;
        double vehicles = 0;
        Map<String, Double> hours = new HashMap<>();
        for (DemandSample sample : samples) {
            seconds += simulation.run(sample, programs);
            vehicles += sample.vehicles();
            int approach = 0;
            for (Intersection intersection : queues.network.intersections()) {
                for (RoadApproach road : intersection.approaches()) {
                    hours.merge(road.id(), simulation.delayOf(approach++) / 3_600 / samples.length, Double::sum);
                }
            }
        }
        return new DelayEstimate(vehicles == 0 ? 0 : seconds / vehicles, vehicles / samples.length, hours);
    }

    /** @throws IllegalArgumentException where an intersection has neither a plan here nor a present one to keep */
    public static SignalProgram[] programs(QueueNetwork queues, List<FixedPlan> plans) {
        Map<String, FixedPlan> byIntersection = new HashMap<>();
        plans.forEach(plan -> byIntersection.put(plan.intersection(), plan));
        List<Intersection> intersections = queues.network.intersections();
        SignalProgram[] programs = new SignalProgram[intersections.size()];
        for (int i = 0; i < programs.length; i++) {
            Intersection intersection = intersections.get(i);
            FixedPlan plan = byIntersection.get(intersection.id());
            programs[i] = plan != null
                    ? SignalProgram.of(intersection, plan, queues.rules)
                    : unplanned(intersection, queues.rules);
        }
        return programs;
    }

    /**
     * What an intersection shows that gets no plan: its present one; without that, where there is nothing to choose, always
     * its one stage.
     *
     * @throws IllegalArgumentException where there are stages to choose from and no present plan
     */
    public static SignalProgram unplanned(Intersection intersection, QueueRules rules) {
        Optional<FixedPlan> present =
                intersection.currentPlan().filter(plan -> !plan.stages().isEmpty());
        if (present.isPresent()) {
            return SignalProgram.of(intersection, present.get(), rules);
        }
        if (intersection.isPlannable()) {
            throw new IllegalArgumentException(intersection.id() + " has no plan");
        }
        return SignalProgram.steady(intersection);
    }
}
