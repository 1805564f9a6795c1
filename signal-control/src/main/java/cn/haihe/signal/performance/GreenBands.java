package cn.haihe.signal.performance;

import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Green bands (绿波带): the times at which one can set out at a first stop line and find green at all that follow. */
public final class GreenBands {
    /** Shorter ones let nobody through. */
    private static final double LEAST_SECONDS = 1;

    private GreenBands() {}

    /**
     * @param greens of each stop line in the order of travel, in any order within
     * @param travelSeconds from the first stop line to each; 0 for the first
     * @return in order, as times at the first stop line; whatever the cycles are
     */
    public static List<Span> through(List<List<Span>> greens, double[] travelSeconds) {
        if (greens.size() != travelSeconds.length || greens.isEmpty()) {
            throw new IllegalArgumentException(greens.size() + " greens, " + travelSeconds.length + " travel times");
        }
        List<Span> open = joined(greens.get(0));
        for (int i = 1; i < greens.size(); i++) {
            double back = -travelSeconds[i];
            open = both(
                    open,
                    joined(greens.get(i).stream()
                            .map(span -> span.shifted(back))
                            .toList()));
        }
        return open.stream().filter(span -> span.seconds() >= LEAST_SECONDS).toList();
    }

    /** In order, with those that touch made one. */
    private static List<Span> joined(List<Span> spans) {
        List<Span> sorted =
                spans.stream().sorted(Comparator.comparingDouble(Span::from)).toList();
        List<Span> joined = new ArrayList<>();
        for (Span span : sorted) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).to() >= span.from()) {
                Span before = joined.get(last);
                joined.set(last, new Span(before.from(), Math.max(before.to(), span.to())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    private static List<Span> both(List<Span> a, List<Span> b) {
        List<Span> both = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            double from = Math.max(a.get(i).from(), b.get(j).from());
            double to = Math.min(a.get(i).to(), b.get(j).to());
            if (from < to) {
                both.add(new Span(from, to));
            }
            if (a.get(i).to() <= b.get(j).to()) {
                i++;
            } else {
                j++;
            }
        }
        return both;
    }

    /**
     * When a phase has green by its plan, if the controller keeps its offset.
     *
     * @param fromEpochSecond of the window; the spans count from there
     */
    public static List<Span> planned(
            StageDiagram diagram, TimingPlan plan, int phase, long fromEpochSecond, int windowSeconds) {
        int cycle = diagram.cycleSeconds();
        long into = Math.floorMod(fromEpochSecond - plan.offsetSeconds(), (long) cycle);
        List<Span> greens = new ArrayList<>();
        for (long start = -into; start < windowSeconds; start += cycle) {
            for (StageDiagram.Bar bar : diagram.greens(phase)) {
                double from = Math.max(0, start + bar.fromSecond());
                double to = Math.min(windowSeconds, start + bar.toSecond());
                if (from < to) {
                    greens.add(new Span(from, to));
                }
            }
        }
        return joined(greens);
    }

    /**
     * When a movement had green as the controller told its stages. It tells a stage until the next begins: the clearance between
     * them is no green.
     *
     * @param spells in order
     * @param from beginning of the window; the spans count from there
     */
    public static List<Span> observed(
            SignalJunction junction, int movement, List<StageHistory.Spell> spells, Instant from, int windowSeconds) {
        List<Span> greens = new ArrayList<>();
        for (int i = 0; i < spells.size(); i++) {
            StageHistory.Spell spell = spells.get(i);
            if (!hasGreen(junction, spell.stage(), movement)) {
                continue;
            }
            boolean ends = i + 1 < spells.size()
                    && !hasGreen(junction, spells.get(i + 1).stage(), movement);
            int clearance = ends
                    ? junction.transitionSeconds(
                            phases(junction, spell.stage()),
                            phases(junction, spells.get(i + 1).stage()))
                    : 0;
            double begin = Math.max(0, seconds(from, spell.from()));
            double end = Math.min(windowSeconds, seconds(from, spell.to()) - clearance);
            if (begin < end) {
                greens.add(new Span(begin, end));
            }
        }
        return joined(greens);
    }

    private static PhaseSet phases(SignalJunction junction, int stage) {
        return junction.findStage(stage).map(Stage::phases).orElse(PhaseSet.EMPTY);
    }

    private static boolean hasGreen(SignalJunction junction, int stage, int movement) {
        return phases(junction, stage)
                .numbers()
                .mapToObj(junction::getPhase)
                .anyMatch(phase -> phase.movements().contains(movement));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }
}
