package cn.haihe.signal.performance;

import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every phase shows in each second of a plan's cycle (相位配时图).
 *
 * @param bars by phase in their order, then by time; together they fill the cycle
 */
public record StageDiagram(int cycleSeconds, List<StageSpan> stages, List<Bar> bars) {
    public StageDiagram {
        stages = List.copyOf(stages);
        bars = List.copyOf(bars);
    }

    public enum Light {
        GREEN,
        GREEN_FLASH,
        AMBER,
        RED
    }

    /** Seconds of the cycle, the last not included. */
    public record StageSpan(int stage, int fromSecond, int toSecond) {}

    /** Seconds of the cycle, the last not included. */
    public record Bar(int phase, Light light, int fromSecond, int toSecond) {}

    /** Empty where the plan has a stage that the junction does not have, or one that has no time. */
    public static Optional<StageDiagram> find(SignalJunction junction, TimingPlan plan) {
        List<StageSpan> spans = new ArrayList<>();
        int second = 0;
        for (var time : plan.stages()) {
            if (time.seconds() < 1 || junction.findStage(time.stage()).isEmpty()) {
                return Optional.empty();
            }
            spans.add(new StageSpan(time.stage(), second, second + time.seconds()));
            second += time.seconds();
        }
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        int cycle = second;
        List<Bar> bars = new ArrayList<>();
        junction.phases().forEach(phase -> bars.addAll(bars(junction, phase, spans, cycle)));
        return Optional.of(new StageDiagram(cycle, spans, bars));
    }

    private static List<Bar> bars(SignalJunction junction, Phase phase, List<StageSpan> spans, int cycle) {
        Light[] lights = new Light[cycle];
        for (int i = 0; i < spans.size(); i++) {
            StageSpan span = spans.get(i);
            PhaseSet now = phases(junction, span.stage());
            PhaseSet next = phases(junction, spans.get((i + 1) % spans.size()).stage());
            boolean ends = !next.contains(phase.number());
            int transition = Math.min(span.toSecond() - span.fromSecond(), junction.transitionSeconds(now, next));
            int greenEnd = ends ? span.toSecond() - transition : span.toSecond();
            for (int second = span.fromSecond(); second < span.toSecond(); second++) {
                lights[second] = light(phase, now.contains(phase.number()), ends, second, greenEnd);
            }
        }
        List<Bar> bars = new ArrayList<>();
        int from = 0;
        for (int second = 1; second <= cycle; second++) {
            if (second == cycle || lights[second] != lights[from]) {
                bars.add(new Bar(phase.number(), lights[from], from, second));
                from = second;
            }
        }
        return bars;
    }

    private static Light light(Phase phase, boolean inStage, boolean ends, int second, int greenEnd) {
        if (!inStage || second >= greenEnd + phase.amberSeconds()) {
            return Light.RED;
        }
        if (second >= greenEnd) {
            return Light.AMBER;
        }
        return ends && second >= greenEnd - phase.greenFlashSeconds() ? Light.GREEN_FLASH : Light.GREEN;
    }

    private static PhaseSet phases(SignalJunction junction, int stage) {
        return junction.findStage(stage).map(Stage::phases).orElseThrow();
    }

    /** Of a phase in the whole cycle, its flashing end included. */
    public int greenSeconds(int phase) {
        return greens(phase).stream()
                .mapToInt(bar -> bar.toSecond() - bar.fromSecond())
                .sum();
    }

    /** How many times in a cycle a phase gets green. */
    public int starts(int phase) {
        List<Bar> greens = greens(phase);
        long begins = greens.stream()
                .filter(bar ->
                        greens.stream().noneMatch(before -> before.toSecond() % cycleSeconds == bar.fromSecond()))
                .count();
        return (int) begins;
    }

    /** The bars in which a phase has green, flashing or not. */
    public List<Bar> greens(int phase) {
        return bars.stream()
                .filter(bar -> bar.phase() == phase)
                .filter(bar -> bar.light() == Light.GREEN || bar.light() == Light.GREEN_FLASH)
                .toList();
    }
}
