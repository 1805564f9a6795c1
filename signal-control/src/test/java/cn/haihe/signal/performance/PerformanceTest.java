package cn.haihe.signal.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.appraise.PlanAppraisal;
import cn.haihe.signal.appraise.PlanAppraiser;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.performance.StageDiagram.Light;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PerformanceTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private final Junction map = RandomJunctions.cross("j1", 3);
    private final SignalJunction junction = JunctionDesigner.design(map);

    private TimingPlan plan() {
        return new Webster(WebsterRules.DEFAULT).plan(map, junction, TypicalDemand.of(map, segment -> null), 1);
    }

    @Test
    void theDiagramFillsTheCycleAndEachGreenEndsByFlashingAndAmber() {
        TimingPlan plan = plan();
        StageDiagram diagram = StageDiagram.find(junction, plan).orElseThrow();
        assertThat(diagram.cycleSeconds()).isEqualTo(plan.cycleSeconds());
        for (Phase phase : junction.phases()) {
            List<StageDiagram.Bar> bars = diagram.bars().stream()
                    .filter(bar -> bar.phase() == phase.number())
                    .toList();
            assertThat(bars.get(0).fromSecond()).isZero();
            assertThat(bars.get(bars.size() - 1).toSecond()).isEqualTo(plan.cycleSeconds());
            for (int i = 1; i < bars.size(); i++) {
                assertThat(bars.get(i).fromSecond()).isEqualTo(bars.get(i - 1).toSecond());
            }
            assertThat(diagram.greenSeconds(phase.number())).isGreaterThanOrEqualTo(phase.minGreenSeconds());
            bars.stream()
                    .filter(bar -> bar.light() == Light.AMBER)
                    .forEach(amber ->
                            assertThat(amber.toSecond() - amber.fromSecond()).isEqualTo(phase.amberSeconds()));
            int flash = bars.stream()
                    .filter(bar -> bar.light() == Light.GREEN_FLASH)
                    .mapToInt(bar -> bar.toSecond() - bar.fromSecond())
                    .sum();
            assertThat(flash).isEqualTo(diagram.starts(phase.number()) * phase.greenFlashSeconds());
        }
        assertThat(StageDiagram.find(junction, new TimingPlan(1, 60, 0, List.of(StageTime.fixed(60, 60)))))
                .isEmpty();
    }

    /** By hand: two lanes of 1800/h, green for so long less a second, flow of 400/h straight on. */
    @Test
    void saturationAndQueueAreThoseOfTheManual() {
        TimingPlan plan = plan();
        StageDiagram diagram = StageDiagram.find(junction, plan).orElseThrow();
        Movement straight = map.movements().stream()
                .filter(movement -> movement.turn() == Turn.STRAIGHT)
                .findFirst()
                .orElseThrow();
        Phase phase = junction.phases().stream()
                .filter(one -> one.isVehicle() && one.movements().contains(straight.number()))
                .findFirst()
                .orElseThrow();
        Demand demand = new Demand(Map.of(straight.number(), 400.0));
        MovementPerformance one = new JunctionAssessment(WebsterRules.DEFAULT)
                .of(map, junction, plan, demand, Set.of(straight.fromApproach())).orElseThrow().stream()
                        .filter(known -> known.movement() == straight.number())
                        .findFirst()
                        .orElseThrow();
        double green = diagram.greenSeconds(phase.number()) - 1;
        double capacity = phase.lanes() * 1800 * green / plan.cycleSeconds();
        assertThat(one.counted()).isTrue();
        assertThat(one.capacityPerHour()).isCloseTo(capacity, within(0.01));
        assertThat(one.saturation().orElseThrow()).isCloseTo(400 / capacity, within(1e-6));
        double red = plan.cycleSeconds() - green;
        double uniform = 400 / 3600.0 * red / (1 - 400 / (phase.lanes() * 1800.0));
        assertThat(one.queueVehicles().orElseThrow()).isBetween(uniform, uniform + 2);
        assertThat(one.delaySeconds().orElseThrow()).isBetween(1.0, (double) plan.cycleSeconds());
        assertThat(one.levelOfService().orElseThrow()).isBetween("A", "E");

        Demand flood = new Demand(Map.of(straight.number(), 2 * capacity));
        MovementPerformance full = new JunctionAssessment(WebsterRules.DEFAULT)
                .of(map, junction, plan, flood, Set.of(straight.fromApproach())).orElseThrow().stream()
                        .filter(known -> known.movement() == straight.number())
                        .findFirst()
                        .orElseThrow();
        assertThat(full.saturation().orElseThrow()).isCloseTo(2, within(1e-6));
        assertThat(full.levelOfService()).contains("F");
        assertThat(full.queueVehicles().orElseThrow()).isGreaterThan(capacity * 0.25 / 2);
        assertThat(full.delaySeconds().orElseThrow())
                .as("half of the quarter-hour in which it grows, and the red")
                .isGreaterThan(450 + red / 2);
    }

    /** One movement has one saturation and one delay, whichever page shows it. */
    @Test
    void theFiguresAreThoseThatAComparisonOfPlansShows() {
        for (double each : new double[] {20, 150, 600}) {
            Map<Integer, Double> flows = new HashMap<>();
            map.movements().forEach(movement -> flows.put(movement.number(), each + movement.number()));
            Demand demand = new Demand(flows);
            Map<Integer, MovementPerformance> shown = new HashMap<>();
            new JunctionAssessment(WebsterRules.DEFAULT)
                    .of(map, junction, plan(), demand, Set.of())
                    .orElseThrow()
                    .forEach(one -> shown.put(one.movement(), one));
            PlanAppraisal compared = new PlanAppraiser(WebsterRules.DEFAULT)
                    .appraise(map, junction, plan(), demand)
                    .orElseThrow();
            assertThat(compared.movements()).hasSameSizeAs(map.movements());
            compared.movements().forEach(one -> {
                MovementPerformance same = shown.get(one.movement());
                assertThat(same.saturation().orElseThrow()).isCloseTo(one.saturation(), within(1e-9));
                assertThat(same.delaySeconds().orElseThrow()).isCloseTo(one.delaySeconds(), within(1e-9));
            });
        }
    }

    @Test
    void splitsAreOfStagesThatWereSeenFromTheirBeginningToTheirEnd() {
        StageHistory history = new StageHistory(8, Duration.ofSeconds(5));
        int second = 0;
        for (int cycle = 0; cycle < 3; cycle++) {
            for (int at = 0; at < 30; at++) {
                history.see(Optional.of(at < 20 ? 1 : 2), START.plusSeconds(second++));
            }
        }
        // The first was there before anybody looked, the last goes on.
        assertThat(history.splits().get(1)).isEqualTo(new StageHistory.RunningSplit(20, 2));
        assertThat(history.splits().get(2)).isEqualTo(new StageHistory.RunningSplit(10, 2));
        history.see(Optional.of(1), START.plusSeconds(second + 60));
        history.see(Optional.of(2), START.plusSeconds(second + 63));
        history.see(Optional.of(1), START.plusSeconds(second + 66));
        assertThat(history.splits().get(1).count()).as("nothing of the gap").isEqualTo(2);
        assertThat(history.splits().get(2)).isEqualTo(new StageHistory.RunningSplit((10 + 10 + 3) / 3.0, 3));
        assertThat(history.spells()).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void plannedGreensKeepTheOffset() {
        TimingPlan plan = plan();
        StageDiagram diagram = StageDiagram.find(junction, plan).orElseThrow();
        StageDiagram.Bar first = diagram.greens(1).get(0);
        TimingPlan later = new TimingPlan(1, plan.cycleSeconds(), 7, plan.stages());
        long midnight = START.getEpochSecond() / plan.cycleSeconds() * plan.cycleSeconds();
        List<Span> greens = GreenBands.planned(diagram, later, 1, midnight, 10 * plan.cycleSeconds());
        assertThat(greens).anyMatch(span -> span.from() == first.fromSecond() + 7.0);
        assertThat(greens.stream().mapToDouble(Span::seconds).sum())
                .isCloseTo(10.0 * diagram.greenSeconds(1), within(1e-9));
    }

    @Test
    void observedGreensEndWithTheClearanceToWhatFollows() {
        int stage = junction.stages().get(0).number();
        int next = junction.stages().get(1).number();
        Phase leaving = junction.stages()
                .get(0)
                .phases()
                .without(junction.stages().get(1).phases())
                .numbers()
                .mapToObj(junction::getPhase)
                .filter(Phase::isVehicle)
                .findFirst()
                .orElseThrow();
        int clearance = junction.transitionSeconds(
                junction.stages().get(0).phases(), junction.stages().get(1).phases());
        List<StageHistory.Spell> spells = List.of(
                new StageHistory.Spell(stage, START.minusSeconds(10), START.plusSeconds(30), true),
                new StageHistory.Spell(next, START.plusSeconds(30), START.plusSeconds(50), true),
                new StageHistory.Spell(stage, START.plusSeconds(50), START.plusSeconds(70), false));
        assertThat(GreenBands.observed(junction, leaving.movements().get(0), spells, START, 60))
                .containsExactly(new Span(0, 30 - clearance), new Span(50, 60));
    }
}
