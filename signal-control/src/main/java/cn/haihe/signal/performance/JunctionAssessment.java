package cn.haihe.signal.performance;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.MovementDelays;
import cn.haihe.signal.optimise.TurningSpeed;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan does to the movements of a junction: saturation, delay and queue by the Highway Capacity Manual (2010), for fixed
 * times and arrivals at any moment of the cycle. The queue is what stands at the end of red (chapter 31, the first term of the
 * back of queue) and what earlier cycles left (the overflow that belongs to eq. 18-45).
 */
public final class JunctionAssessment {
    /** A standing vehicle with its gap. */
    private static final double METRES_PER_VEHICLE = 7;

    private static final double PERIOD_HOURS = 0.25;
    private static final double FIXED_TIME_K = 0.5;

    private final WebsterRules rules;
    private final MovementDelays delays;

    public JunctionAssessment(WebsterRules rules) {
        this.rules = rules;
        delays = new MovementDelays(rules);
    }

    /** @return in the order of the map; empty where the plan makes no sense at this junction */
    public Optional<List<MovementPerformance>> of(
            Junction map, SignalJunction junction, TimingPlan plan, Demand demand, Set<Integer> countedApproaches) {
        Optional<StageDiagram> diagram = StageDiagram.find(junction, plan);
        Optional<Map<Integer, Double>> ofGuess = delays.of(map, junction, plan, demand, false);
        Optional<Map<Integer, Double>> ofCount = delays.of(map, junction, plan, demand, true);
        if (diagram.isEmpty() || ofGuess.isEmpty() || ofCount.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Lanes> best = new HashMap<>();
        for (Phase phase : junction.phases()) {
            if (phase.isVehicle() && phase.lanes() > 0) {
                Lanes lanes = lanes(map, phase, diagram.get(), demand);
                phase.movements()
                        .forEach(movement ->
                                best.merge(movement, lanes, (a, b) -> a.saturation() <= b.saturation() ? a : b));
            }
        }
        return Optional.of(map.movements().stream()
                .map(movement -> {
                    boolean counted = countedApproaches.contains(movement.fromApproach());
                    Double delay = (counted ? ofCount : ofGuess).get().get(movement.number());
                    return performance(
                            movement, demand, counted, Optional.ofNullable(best.get(movement.number())), delay);
                })
                .toList());
    }

    /** The lanes of one phase, under all that uses them. */
    private record Lanes(
            double flowPerHour, double capacityPerHour, double saturationFlowPerHour, double redSeconds, int lanes) {
        double saturation() {
            return capacityPerHour > 0 ? flowPerHour / capacityPerHour : Double.MAX_VALUE;
        }

        double queueVehicles() {
            double arriving = Math.min(flowPerHour, capacityPerHour) / 3_600;
            double share = Math.min(0.99, flowPerHour / saturationFlowPerHour);
            double first = arriving * redSeconds / (1 - share);
            double x = saturation();
            double root = Math.sqrt((x - 1) * (x - 1) + 8 * FIXED_TIME_K * x / (capacityPerHour * PERIOD_HOURS));
            return first + capacityPerHour * PERIOD_HOURS / 4 * ((x - 1) + root);
        }
    }

    private Lanes lanes(Junction map, Phase phase, StageDiagram diagram, Demand demand) {
        double flow = map.movements().stream()
                .filter(movement -> phase.movements().contains(movement.number()))
                .mapToDouble(movement -> demand.of(movement.number()) / TurningSpeed.of(movement))
                .sum();
        double cycle = diagram.cycleSeconds();
        double green = Math.max(
                0, diagram.greenSeconds(phase.number()) - diagram.starts(phase.number()) * rules.startLossSeconds());
        double saturation = phase.lanes() * rules.saturationFlowPerLanePerHour();
        return new Lanes(flow, saturation * green / cycle, saturation, cycle - green, phase.lanes());
    }

    private static MovementPerformance performance(
            Movement movement, Demand demand, boolean counted, Optional<Lanes> lanes, Double delay) {
        Optional<Lanes> open = lanes.filter(known -> known.capacityPerHour() > 0);
        Optional<Double> saturation = open.map(Lanes::saturation);
        Optional<Double> queue = open.map(Lanes::queueVehicles);
        Optional<Double> seconds = open.flatMap(known -> Optional.ofNullable(delay));
        return new MovementPerformance(
                movement.number(),
                demand.of(movement.number()),
                counted,
                open.map(Lanes::capacityPerHour).orElse(0.0),
                saturation,
                seconds,
                queue,
                open.flatMap(known -> queue.map(vehicles -> vehicles * METRES_PER_VEHICLE / known.lanes())),
                seconds.map(known -> saturation.orElseThrow() > 1 ? "F" : level(known)));
    }

    private static String level(double delaySeconds) {
        if (delaySeconds <= 10) {
            return "A";
        }
        if (delaySeconds <= 20) {
            return "B";
        }
        if (delaySeconds <= 35) {
            return "C";
        }
        if (delaySeconds <= 55) {
            return "D";
        }
        return delaySeconds <= 80 ? "E" : "F";
    }
}
