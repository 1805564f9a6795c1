package cn.haihe.signal.appraise;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.signal.appraise.PlanAppraisal.MovementAppraisal;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.MovementDelays;
import cn.haihe.signal.optimise.TurningSpeed;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expects delay, stops, saturation and emissions of a fixed-time plan. Delay: the uniform term of {@link MovementDelays} and
 * the incremental term of the Highway Capacity Manual (2010, eq. 18-45; k 0.5, I 1, a quarter of an hour), above capacity too.
 * Stops: Webster's share (1 - g/C) / (1 - y), all above capacity.
 */
public final class PlanAppraiser {
    private final WebsterRules rules;
    private final MovementDelays delays;

    public PlanAppraiser(WebsterRules rules) {
        this.rules = rules;
        delays = new MovementDelays(rules);
    }

    /** Empty where the plan has stages that the junction does not have, or makes no sense. */
    public Optional<PlanAppraisal> appraise(Junction map, SignalJunction junction, TimingPlan plan, Demand demand) {
        return delays.of(map, junction, plan, demand, false)
                .map(uniform -> appraise(map, junction, plan, demand, uniform));
    }

    private PlanAppraisal appraise(
            Junction map, SignalJunction junction, TimingPlan plan, Demand demand, Map<Integer, Double> uniform) {
        Map<Integer, Served> best = new HashMap<>();
        for (Phase phase : junction.phases()) {
            if (phase.isVehicle() && phase.lanes() > 0) {
                Served served = serve(map, junction, plan, phase, demand);
                phase.movements()
                        .forEach(movement ->
                                best.merge(movement, served, (a, b) -> a.saturation() <= b.saturation() ? a : b));
            }
        }
        double vehicles = 0;
        double waited = 0;
        double stopped = 0;
        double worst = 0;
        List<MovementAppraisal> all = new ArrayList<>();
        for (Movement movement : map.movements()) {
            double flow = demand.of(movement.number());
            Served served = best.get(movement.number());
            Double even = uniform.get(movement.number());
            if (flow <= 0 || served == null || even == null) {
                continue;
            }
            double delay = even + served.overflowSeconds();
            vehicles += flow;
            waited += flow * delay;
            stopped += flow * served.stops();
            worst = Math.max(worst, served.saturation());
            all.add(new MovementAppraisal(
                    movement.number(), flow, flow / served.saturation(), served.saturation(), delay));
        }
        double perVehicle = vehicles > 0 ? 1 / vehicles : 0;
        double grams = waited * Emissions.IDLING_GRAMS_PER_SECOND + stopped * Emissions.STOP_GRAMS;
        return new PlanAppraisal(vehicles, waited * perVehicle, stopped * perVehicle, worst, grams / 1_000, all);
    }

    private record Served(double saturation, double stops, double overflowSeconds) {}

    private Served serve(Junction map, SignalJunction junction, TimingPlan plan, Phase phase, Demand demand) {
        double flow = map.movements().stream()
                .filter(movement -> phase.movements().contains(movement.number()))
                .mapToDouble(movement -> demand.of(movement.number()) / TurningSpeed.of(movement))
                .sum();
        double share = greenSeconds(junction, plan.stages(), phase)
                / plan.stages().stream().mapToInt(StageTime::seconds).sum();
        double saturationFlow = phase.lanes() * rules.saturationFlowPerLanePerHour();
        double capacity = Math.max(1, saturationFlow * share);
        double x = flow / capacity;
        double ratio = Math.min(0.999, flow / saturationFlow);
        double stops = x >= 1 ? 1 : Math.min(1, (1 - share) / (1 - ratio));
        return new Served(x, stops, MovementDelays.overflowSeconds(flow, capacity));
    }

    /** Effective, in one cycle. */
    private double greenSeconds(SignalJunction junction, List<StageTime> times, Phase phase) {
        double green = 0;
        for (int i = 0; i < times.size(); i++) {
            PhaseSet now = phases(junction, times, i);
            PhaseSet next = phases(junction, times, i + 1);
            if (!now.contains(phase.number())) {
                continue;
            }
            boolean goesOn = next.contains(phase.number());
            boolean begins = !phases(junction, times, i + times.size() - 1).contains(phase.number());
            green += times.get(i).seconds()
                    - (goesOn ? 0 : junction.transitionSeconds(now, next))
                    - (begins ? rules.startLossSeconds() : 0);
        }
        return Math.max(0, green);
    }

    private static PhaseSet phases(SignalJunction junction, List<StageTime> times, int place) {
        return junction.findStage(times.get(place % times.size()).stage())
                .map(Stage::phases)
                .orElse(PhaseSet.EMPTY);
    }
}
