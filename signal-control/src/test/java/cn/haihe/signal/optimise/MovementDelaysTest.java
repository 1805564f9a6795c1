package cn.haihe.signal.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The formulas against a queue that is filled and emptied step by step, and against sums done by hand. */
class MovementDelaysTest {
    private static final double STEP_SECONDS = 0.01;
    private static final int CYCLES = 12;
    private static final WebsterRules RULES = WebsterRules.DEFAULT;

    private final MovementDelays delays = new MovementDelays(RULES);

    @Test
    void theUniformTermIsWhatAQueueWaits() {
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            Junction map = RandomJunctions.of(seed);
            SignalJunction junction = JunctionDesigner.design(map);
            TimingPlan plan = plan(junction, random, 1);
            double load = 0.2 + 0.6 * random.nextDouble();
            for (Phase phase : junction.phases()) {
                if (phase.isVehicle()) {
                    check(seed, map, junction, plan, phase, load);
                }
            }
        }
    }

    @Test
    void twoGreensInACycleHalveTheWait() {
        for (long seed = 21; seed <= 26; seed++) {
            Random random = new Random(seed);
            Junction map = RandomJunctions.of(seed);
            SignalJunction junction = JunctionDesigner.design(map);
            TimingPlan plan = plan(junction, random, 2);
            for (Phase phase : junction.phases()) {
                if (phase.isVehicle()) {
                    check(seed, map, junction, plan, phase, 0.3);
                }
            }
        }
    }

    @Test
    void overflowIsThatOfTheManual() {
        assertThat(MovementDelays.overflowSeconds(400, 400)).isCloseTo(45, within(1e-9));
        assertThat(MovementDelays.overflowSeconds(0, 400)).isZero();
        assertThat(MovementDelays.overflowSeconds(440, 400))
                .isCloseTo(225 * (0.1 + Math.sqrt(0.01 + 0.044)), within(1e-9));
    }

    @Test
    void overflowIsClaimedOfCountedFlowsAloneAndAtCapacityAtMost() {
        Junction map = RandomJunctions.cross("j1", 1);
        SignalJunction junction = JunctionDesigner.design(map);
        TimingPlan plan = plan(junction, new Random(3), 1);
        Demand much = demand(map, 5_000);
        Map<Integer, Double> guessed =
                delays.of(map, junction, plan, much, false).orElseThrow();
        Map<Integer, Double> counted =
                delays.of(map, junction, plan, much, true).orElseThrow();
        Map<Integer, Double> more =
                delays.of(map, junction, plan, demand(map, 9_000), true).orElseThrow();
        assertThat(more).isEqualTo(counted);
        guessed.forEach((movement, seconds) -> {
            assertThat(seconds).isLessThan(plan.cycleSeconds() / 2.0);
            assertThat(counted.get(movement) - seconds).isBetween(10.0, 60.0);
        });
    }

    @Test
    void aPlanOfOtherStagesTellsNothing() {
        Junction map = RandomJunctions.cross("j1", 1);
        SignalJunction junction = JunctionDesigner.design(map);
        Demand none = new Demand(Map.of());
        List<StageTime> unknown = List.of(StageTime.fixed(1, 40), StageTime.fixed(63, 40));
        assertThat(delays.of(map, junction, new TimingPlan(1, 80, 0, unknown), none, false))
                .isEmpty();
        assertThat(delays.of(map, junction, new TimingPlan(1, 80, 0, List.of()), none, false))
                .isEmpty();
        List<StageTime> one = List.of(StageTime.fixed(1, 60));
        Map<Integer, Double> always = delays.of(map, junction, new TimingPlan(1, 60, 0, one), none, false)
                .orElseThrow();
        List<Integer> served = map.movements().stream()
                .filter(movement -> junction.phases().stream()
                        .anyMatch(phase -> phase.movements().contains(movement.number())
                                && junction.stages().get(0).phases().contains(phase.number())))
                .map(Movement::number)
                .toList();
        assertThat(always.keySet()).containsExactlyInAnyOrderElementsOf(served);
        assertThat(always.values()).containsOnly(0.0);
    }

    private void check(long seed, Junction map, SignalJunction junction, TimingPlan plan, Phase phase, double load) {
        double saturation = phase.lanes() * RULES.saturationFlowPerLanePerHour();
        boolean[] green = effectiveGreen(junction, plan, phase);
        double share = share(green);
        if (share <= 0) {
            return;
        }
        Movement movement = map.movements().get(phase.movements().get(0) - 1);
        double asStraight = load * share * saturation;
        Demand demand = new Demand(Map.of(movement.number(), asStraight * TurningSpeed.of(movement)));

        double seconds =
                delays.of(map, junction, plan, demand, false).orElseThrow().get(movement.number());

        double waited = queueSeconds(green, asStraight / 3600, saturation / 3600);
        assertThat(seconds)
                .as("seed %d, phase %d, load %.2f", seed, phase.number(), load)
                .isCloseTo(waited, within(0.3 + 0.03 * waited));
    }

    /** Every stage in order, {@code rounds} times over in one cycle. */
    private static TimingPlan plan(SignalJunction junction, Random random, int rounds) {
        List<StageTime> times = new ArrayList<>();
        int greens = 25 + random.nextInt(20);
        for (int round = 0; round < rounds; round++) {
            for (var stage : junction.stages()) {
                times.add(StageTime.fixed(stage.number(), greens + (rounds > 1 ? 0 : random.nextInt(25))));
            }
        }
        int cycle = times.stream().mapToInt(StageTime::seconds).sum();
        return new TimingPlan(3, cycle, 0, times);
    }

    private static boolean[] effectiveGreen(SignalJunction junction, TimingPlan plan, Phase phase) {
        int steps = (int) Math.round(plan.cycleSeconds() / STEP_SECONDS);
        boolean[] shown = new boolean[steps];
        int start = 0;
        for (int i = 0; i < plan.stages().size(); i++) {
            StageTime time = plan.stages().get(i);
            PhaseSet now = phases(junction, time);
            PhaseSet next =
                    phases(junction, plan.stages().get((i + 1) % plan.stages().size()));
            double green = next.contains(phase.number())
                    ? time.seconds()
                    : time.seconds() - junction.transitionSeconds(now, next);
            for (int step = 0; step < Math.round(green / STEP_SECONDS) && now.contains(phase.number()); step++) {
                shown[(int) Math.round(start / STEP_SECONDS) + step] = true;
            }
            start += time.seconds();
        }
        int lost = (int) Math.round(RULES.startLossSeconds() / STEP_SECONDS);
        boolean[] effective = new boolean[steps];
        for (int step = 0; step < steps; step++) {
            effective[step] = shown[step] && shown[Math.floorMod(step - lost, steps)];
        }
        return effective;
    }

    private static PhaseSet phases(SignalJunction junction, StageTime time) {
        return junction.findStage(time.stage()).orElseThrow().phases();
    }

    private static double share(boolean[] green) {
        int count = 0;
        for (boolean step : green) {
            count += step ? 1 : 0;
        }
        return count / (double) green.length;
    }

    private static double queueSeconds(boolean[] green, double arrivalsPerSecond, double departuresPerSecond) {
        double queue = 0;
        double waited = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            for (boolean go : green) {
                queue += STEP_SECONDS * arrivalsPerSecond;
                if (go) {
                    queue = Math.max(0, queue - STEP_SECONDS * departuresPerSecond);
                }
                waited += cycle < 2 ? 0 : queue * STEP_SECONDS;
            }
        }
        return waited / (arrivalsPerSecond * green.length * STEP_SECONDS * (CYCLES - 2));
    }

    private static Demand demand(Junction map, double flow) {
        return new Demand(map.movements().stream()
                .filter(movement -> movement.turn() == Turn.STRAIGHT)
                .collect(java.util.stream.Collectors.toMap(Movement::number, movement -> flow)));
    }
}
