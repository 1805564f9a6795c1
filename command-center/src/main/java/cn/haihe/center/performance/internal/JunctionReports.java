package cn.haihe.center.performance.internal;

import cn.haihe.center.signals.MovementFlows;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseKind;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.performance.JunctionAssessment;
import cn.haihe.signal.performance.MovementPerformance;
import cn.haihe.signal.performance.StageDiagram;
import cn.haihe.signal.performance.StageHistory;
import cn.haihe.signal.plan.TimingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One junction as an engineer looks at it. */
@ApplicationScoped
public class JunctionReports {
    private final SignalField field;
    private final StageWatch watch;
    private final Clock clock;
    private final JunctionAssessment assessment = new JunctionAssessment(WebsterRules.DEFAULT);

    JunctionReports(SignalField field, StageWatch watch, Clock clock) {
        this.field = field;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * @param plannedSeconds null where the running plan is not known, or has no such stage
     * @param runningSeconds mean of the times that were seen whole, null where there were none
     */
    public record Split(int stage, Integer plannedSeconds, Double runningSeconds, int seen) {}

    public record PhaseBars(int phase, PhaseKind kind, int approach, List<Integer> movements, List<Bar> bars) {}

    public record Bar(StageDiagram.Light light, int fromSecond, int toSecond) {}

    /** @param counted whether its flow is counted now; else it is a usual one, and all behind it a guess */
    public record Movement(
            int movement,
            int fromApproach,
            int toApproach,
            Turn turn,
            long flowPerHour,
            boolean counted,
            long capacityPerHour,
            Double saturation,
            Double delaySeconds,
            Double queueVehicles,
            Double queueMetres,
            String levelOfService) {}

    /** @param plan null, with the diagram and movements, where nobody knows what runs now */
    public record Report(
            String junctionId,
            Instant asOf,
            Plan plan,
            List<Split> splits,
            List<StageDiagram.StageSpan> stages,
            List<PhaseBars> diagram,
            List<Movement> movements) {}

    public record Plan(int number, int cycleSeconds, int offsetSeconds) {}

    public Report report(String junctionId) {
        Junction map = field.getJunction(junctionId);
        SignalJunction design = field.getDesign(junctionId);
        Optional<TimingPlan> plan = field.findRunningPlan(junctionId);
        Optional<StageDiagram> diagram = plan.flatMap(known -> StageDiagram.find(design, known));
        return new Report(
                junctionId,
                clock.instant(),
                plan.map(known -> new Plan(known.number(), known.cycleSeconds(), known.offsetSeconds()))
                        .orElse(null),
                splits(
                        design,
                        plan,
                        watch.find(junctionId).map(StageHistory::splits).orElse(Map.of())),
                diagram.map(StageDiagram::stages).orElse(null),
                diagram.map(known -> bars(design, known)).orElse(null),
                plan.flatMap(known -> movements(map, design, known)).orElse(null));
    }

    private static List<Split> splits(
            SignalJunction design, Optional<TimingPlan> plan, Map<Integer, StageHistory.RunningSplit> running) {
        return design.stages().stream()
                .map(stage -> {
                    int planned = plan.stream()
                            .flatMap(known -> known.stages().stream())
                            .filter(time -> time.stage() == stage.number())
                            .mapToInt(time -> time.seconds())
                            .sum();
                    Optional<StageHistory.RunningSplit> seen = Optional.ofNullable(running.get(stage.number()));
                    return new Split(
                            stage.number(),
                            planned == 0 ? null : planned,
                            seen.map(split -> tenths(split.meanSeconds())).orElse(null),
                            seen.map(StageHistory.RunningSplit::count).orElse(0));
                })
                .toList();
    }

    private static List<PhaseBars> bars(SignalJunction design, StageDiagram diagram) {
        return design.phases().stream().map(phase -> bars(phase, diagram)).toList();
    }

    private static PhaseBars bars(Phase phase, StageDiagram diagram) {
        return new PhaseBars(
                phase.number(),
                phase.kind(),
                phase.approach(),
                phase.movements(),
                diagram.bars().stream()
                        .filter(bar -> bar.phase() == phase.number())
                        .map(bar -> new Bar(bar.light(), bar.fromSecond(), bar.toSecond()))
                        .toList());
    }

    private Optional<List<Movement>> movements(Junction map, SignalJunction design, TimingPlan plan) {
        MovementFlows flows = field.flows(map);
        return assessment
                .of(map, design, plan, flows.demand(), flows.countedApproaches())
                .map(all -> all.stream().map(one -> movement(map, one)).toList());
    }

    private static Movement movement(Junction map, MovementPerformance one) {
        var movement = map.movements().stream()
                .filter(known -> known.number() == one.movement())
                .findFirst()
                .orElseThrow();
        return new Movement(
                one.movement(),
                movement.fromApproach(),
                movement.toApproach(),
                movement.turn(),
                Math.round(one.flowPerHour()),
                one.counted(),
                Math.round(one.capacityPerHour()),
                one.saturation().map(x -> Math.round(1000 * x) / 1000.0).orElse(null),
                one.delaySeconds().map(JunctionReports::tenths).orElse(null),
                one.queueVehicles().map(JunctionReports::tenths).orElse(null),
                one.queueMetres().map(JunctionReports::tenths).orElse(null),
                one.levelOfService().orElse(null));
    }

    static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
