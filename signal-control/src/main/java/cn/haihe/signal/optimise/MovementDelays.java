package cn.haihe.signal.optimise;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mean control delay of each movement under a fixed-time plan, for vehicles that arrive at any moment of the cycle. The
 * uniform term is what a queue of even arrivals waits: with one green in a cycle that of the Highway Capacity Manual (2010, eq.
 * 18-20), which is Webster's first term; with several, the queue that one green leaves waits for the next. The overflow term is
 * HCM's incremental delay (eq. 18-45) with k 0.5, I 1 and a quarter of an hour; at capacity at most: what is counted is what
 * passes, so a count above capacity tells of a capacity that was taken too low, not of a queue. A queue that grows shows in
 * the speeds.
 */
public final class MovementDelays {
    /** Nobody's mean wait is longer, whatever a plan and its counts say. */
    private static final double MOST_SECONDS = 600;

    private static final double PERIOD_HOURS = 0.25;
    private static final double FIXED_TIME_K = 0.5;
    /** An empty road has the wait of its first vehicle. */
    private static final double LEAST_PER_HOUR = 1e-3;

    private static final int CYCLES = 5;

    private final WebsterRules rules;

    public MovementDelays(WebsterRules rules) {
        this.rules = rules;
    }

    /**
     * @param withOverflow whether the overflow term is added: not where the demand is a guess and the wait is told to travellers,
     *     nor where the caller adds the term by itself, for demand above capacity too
     * @return seconds by movement number; empty where the plan has stages that the junction does not have, or makes no
     *     sense; without movements that no phase with green serves
     */
    public Optional<Map<Integer, Double>> of(
            Junction map, SignalJunction junction, TimingPlan plan, Demand demand, boolean withOverflow) {
        List<Stage> stages = new ArrayList<>();
        for (StageTime time : plan.stages()) {
            Optional<Stage> stage = junction.findStage(time.stage());
            if (stage.isEmpty() || time.seconds() < 1) {
                return Optional.empty();
            }
            stages.add(stage.get());
        }
        if (stages.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Double> delays = new HashMap<>();
        for (Phase phase : junction.phases()) {
            if (phase.isVehicle() && phase.lanes() > 0) {
                List<Spell> spells = spells(phase, junction, stages, plan.stages());
                seconds(map, phase, spells, demand, withOverflow)
                        .ifPresent(delay ->
                                phase.movements().forEach(movement -> delays.merge(movement, delay, Math::min)));
            }
        }
        return Optional.of(delays);
    }

    /** Effective greens of one cycle in their order, each with the red behind it; none where it never has green. */
    private List<Spell> spells(Phase phase, SignalJunction junction, List<Stage> stages, List<StageTime> times) {
        int count = stages.size();
        int first = 0;
        while (first < count && !begins(phase, stages, first)) {
            first++;
        }
        if (first == count) {
            boolean always = stages.get(0).phases().contains(phase.number());
            double cycle = times.stream().mapToInt(StageTime::seconds).sum();
            return always ? List.of(new Spell(cycle, 0)) : List.of();
        }
        List<Spell> spells = new ArrayList<>();
        double green = 0;
        double red = rules.startLossSeconds();
        for (int step = 0; step < count; step++) {
            int place = (first + step) % count;
            int seconds = times.get(place).seconds();
            PhaseSet now = stages.get(place).phases();
            PhaseSet next = stages.get((place + 1) % count).phases();
            boolean goesOn = next.contains(phase.number());
            if (!now.contains(phase.number())) {
                red += seconds;
            } else if (goesOn) {
                green += seconds;
            } else {
                int transition = Math.min(seconds, junction.transitionSeconds(now, next));
                green += seconds - transition;
                red += transition;
            }
            if (goesOn && red > rules.startLossSeconds()) {
                spells.add(new Spell(Math.max(0, green - rules.startLossSeconds()), red));
                green = 0;
                red = rules.startLossSeconds();
            }
        }
        return spells;
    }

    private record Spell(double greenSeconds, double redSeconds) {
        double seconds() {
            return redSeconds + greenSeconds;
        }
    }

    private static boolean begins(Phase phase, List<Stage> stages, int place) {
        Stage before = stages.get((place + stages.size() - 1) % stages.size());
        return stages.get(place).phases().contains(phase.number())
                && !before.phases().contains(phase.number());
    }

    private Optional<Double> seconds(
            Junction map, Phase phase, List<Spell> spells, Demand demand, boolean withOverflow) {
        double cycle = spells.stream().mapToDouble(Spell::seconds).sum();
        double green = spells.stream().mapToDouble(Spell::greenSeconds).sum();
        if (green <= 0) {
            return Optional.empty();
        }
        double saturation = phase.lanes() * rules.saturationFlowPerLanePerHour();
        double flow = map.movements().stream()
                .filter(movement -> phase.movements().contains(movement.number()))
                .mapToDouble(movement -> demand.of(movement.number()) / TurningSpeed.of(movement))
                .sum();
        double capacity = saturation * green / cycle;
        double uniform = uniformSeconds(spells, Math.max(LEAST_PER_HOUR, Math.min(flow, capacity)), saturation);
        double overflow = withOverflow ? overflowSeconds(Math.min(flow, capacity), capacity) : 0;
        return Optional.of(Math.min(MOST_SECONDS, uniform + overflow));
    }

    /** Runs a queue of even arrivals through a few cycles and takes the last. */
    private static double uniformSeconds(List<Spell> spells, double flowPerHour, double saturationPerHour) {
        double arriving = flowPerHour / 3_600;
        double leaving = saturationPerHour / 3_600 - arriving;
        double queue = 0;
        double waited = 0;
        double seconds = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            waited = 0;
            seconds = 0;
            for (Spell spell : spells) {
                double green = Math.min(spell.greenSeconds(), leaving <= 0 ? Double.MAX_VALUE : queue / leaving);
                waited += queue * green - leaving * green * green / 2;
                queue = Math.max(0, queue - leaving * green);
                waited += queue * spell.redSeconds() + arriving * spell.redSeconds() * spell.redSeconds() / 2;
                queue += arriving * spell.redSeconds();
                seconds += spell.seconds();
            }
        }
        return waited / (arriving * seconds);
    }

    /** HCM 2010 eq. 18-45, above capacity too: then a queue grows for a quarter of an hour. */
    public static double overflowSeconds(double flowPerHour, double capacityPerHour) {
        double x = flowPerHour / capacityPerHour;
        double root = Math.sqrt((x - 1) * (x - 1) + 8 * FIXED_TIME_K * x / (capacityPerHour * PERIOD_HOURS));
        return 900 * PERIOD_HOURS * ((x - 1) + root);
    }
}
