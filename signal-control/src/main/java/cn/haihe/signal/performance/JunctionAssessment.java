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
 * back of queue) and what earlier cycles left (the overflow that belongs to eq. 18-45); the delay holds the wait in both, as
 * a comparison of plans has it, so that the three figures of a movement tell one story above capacity too. Of an approach that
 * nobody counts they say what its usual flow would see, as much a guess as that flow is; no figure is cut off.
 */
public final class JunctionAssessment {
    /** A standing vehicle with its gap. */
    private static final double METRES_PER_VEHICLE = 7;

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
        Optional<Map<Integer, Double>> uniform = delays.of(map, junction, plan, demand, false);
        if (diagram.isEmpty() || uniform.isEmpty()) {
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
                .map(movement -> performance(
                        movement,
                        demand,
                        countedApproaches.contains(movement.fromApproach()),
                        Optional.ofNullable(best.get(movement.number())),
                        uniform.get().get(movement.number())))
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
            return first + overflowSeconds() * capacityPerHour / 3_600;
        }

        double overflowSeconds() {
            return MovementDelays.overflowSeconds(flowPerHour, capacityPerHour);
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
            Movement movement, Demand demand, boolean counted, Optional<Lanes> lanes, Double uniform) {
        Optional<Lanes> open = lanes.filter(known -> known.capacityPerHour() > 0);
        Optional<Double> saturation = open.map(Lanes::saturation);
        Optional<Double> queue = open.map(Lanes::queueVehicles);
        Optional<Double> seconds =
                open.flatMap(known -> Optional.ofNullable(uniform).map(even -> even + known.overflowSeconds()));
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
