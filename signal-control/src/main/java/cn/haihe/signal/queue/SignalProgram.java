package cn.haihe.signal.queue;

import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import java.util.List;

/**
 * The effective greens of each signal of one intersection under a fixed plan: from the start loss behind each start of
 * green to as far into the yellow as drivers still go. Immutable, made once for each plan that is tried.
 */
public final class SignalProgram {
    /**
     * Lost times are measured on queues as if they flowed: but vehicles go one by one, the first at the very start of the
     * window, and without this the mean count would be half a vehicle too high in each green.
     */
    private static final double HALF_HEADWAY_SECONDS = 1;

    /**
     * The yellow that the lost time of a stage counts on. How far into a yellow drivers still go is a matter of their
     * speed and brakes: of a longer one they do not use more.
     */
    private static final double USUAL_YELLOW_SECONDS = 3;

    final double cycleSeconds;
    final double offsetSeconds;
    /** Per signal the place of its first window; one more than signals. */
    private final int[] first;

    private final double[] from;
    private final double[] to;
    private final boolean[] mustYield;

    private SignalProgram(
            double cycleSeconds, double offsetSeconds, int[] first, double[] from, double[] to, boolean[] mustYield) {
        this.cycleSeconds = cycleSeconds;
        this.offsetSeconds = offsetSeconds;
        this.first = first;
        this.from = from;
        this.to = to;
        this.mustYield = mustYield;
    }

    /** The plan must be allowed for the intersection. */
    public static SignalProgram of(Intersection intersection, FixedPlan plan, QueueRules rules) {
        int count = plan.stages().size();
        if (count == 1) {
            return single(intersection, plan, rules);
        }
        int[] stages = new int[count];
        double[] greens = new double[count];
        for (int i = 0; i < count; i++) {
            GreenTime time = plan.stages().get(i);
            stages[i] = time.stage();
            greens[i] = time.greenSeconds();
        }
        return of(intersection, stages, greens, plan.offsetSeconds(), rules);
    }

    /** Of stages with their greens in order; the cycle is their sum with the clearances between them. */
    public static SignalProgram of(
            Intersection intersection, int[] stages, double[] greens, double offsetSeconds, QueueRules rules) {
        int count = stages.length;
        double[] start = new double[count + 1];
        double[] extension = new double[count];
        double endLoss = Math.max(0, intersection.lostSecondsPerStage() - rules.startLossSeconds());
        double usedYellow = Math.max(0, USUAL_YELLOW_SECONDS - endLoss);
        for (int i = 0; i < count; i++) {
            Clearance clearance = intersection.clearance(stages[i], stages[(i + 1) % count]);
            start[i + 1] = start[i] + greens[i] + clearance.seconds();
            extension[i] = Math.min(clearance.yellowSeconds(), usedYellow) - HALF_HEADWAY_SECONDS;
        }
        double cycle = Math.max(start[count], 1);
        int signals = intersection.signalCount();
        int[] first = new int[signals + 1];
        double[] from = new double[signals * (count + 1)];
        double[] to = new double[from.length];
        boolean[] mustYield = new boolean[from.length];
        int windows = 0;
        for (int signal = 0; signal < signals; signal++) {
            first[signal] = windows;
            for (int i = -1; i < count; i++) {
                int place = Math.floorMod(i, count);
                List<Aspect> aspects = intersection.stages().get(stages[place]).aspects();
                if (!aspects.get(signal).isOpen()) {
                    continue;
                }
                boolean isFresh = !open(intersection, stages[(place + count - 1) % count], signal);
                boolean ends = !open(intersection, stages[(place + 1) % count], signal);
                double shift = i < 0 ? -cycle : 0;
                double begin = start[place] + shift + (isFresh ? rules.startLossSeconds() : 0);
                double end = ends ? start[place] + shift + greens[place] + extension[place] : start[place + 1] + shift;
                if (end > Math.max(0, begin)) {
                    from[windows] = begin;
                    to[windows] = end;
                    mustYield[windows] = aspects.get(signal) == Aspect.PERMITTED;
                    windows++;
                }
            }
        }
        first[signals] = windows;
        return new SignalProgram(cycle, mod(offsetSeconds, cycle), first, from, to, mustYield);
    }

    /** Of an intersection that shows one stage for ever, or has none and lets everyone go. */
    static SignalProgram steady(Intersection intersection) {
        return single(intersection, 0, 1, 0, 1, 0);
    }

    /** One stage again and again; what its cycle has beyond the green is closed. */
    private static SignalProgram single(Intersection intersection, FixedPlan plan, QueueRules rules) {
        GreenTime time = plan.stages().get(0);
        double closed = plan.cycleSeconds() - time.greenSeconds();
        if (!(closed > 0)) {
            return single(intersection, 0, 1, time.stage(), 1, 0);
        }
        double endLoss = Math.max(0, intersection.lostSecondsPerStage() - rules.startLossSeconds());
        double yellow = Math.min(
                closed, intersection.stages().get(time.stage()).clearance().yellowSeconds());
        double used = Math.min(yellow, Math.max(0, USUAL_YELLOW_SECONDS - endLoss)) - HALF_HEADWAY_SECONDS;
        double end = Math.max(rules.startLossSeconds() + HALF_HEADWAY_SECONDS, time.greenSeconds() + used);
        return single(
                intersection,
                rules.startLossSeconds(),
                Math.min(end, plan.cycleSeconds()),
                time.stage(),
                plan.cycleSeconds(),
                plan.offsetSeconds());
    }

    private static SignalProgram single(
            Intersection intersection, double begin, double end, int stage, double cycle, double offset) {
        boolean hasStages = !intersection.stages().isEmpty();
        int signals = intersection.signalCount();
        int[] first = new int[signals + 1];
        double[] from = new double[signals];
        double[] to = new double[signals];
        boolean[] mustYield = new boolean[signals];
        int windows = 0;
        for (int signal = 0; signal < signals; signal++) {
            first[signal] = windows;
            Aspect aspect =
                    hasStages ? intersection.stages().get(stage).aspects().get(signal) : Aspect.GREEN;
            if (aspect.isOpen()) {
                from[windows] = begin;
                to[windows] = end;
                mustYield[windows] = aspect == Aspect.PERMITTED;
                windows++;
            }
        }
        first[signals] = windows;
        return new SignalProgram(cycle, mod(offset, cycle), first, from, to, mustYield);
    }

    private static boolean open(Intersection intersection, int stage, int signal) {
        return intersection.stages().get(stage).isOpen(signal);
    }

    private static double mod(double seconds, double cycle) {
        double rest = seconds % cycle;
        return rest < 0 ? rest + cycle : rest;
    }

    /** The same greens, begun at another moment. */
    SignalProgram shifted(double offsetSeconds) {
        return new SignalProgram(cycleSeconds, mod(offsetSeconds, cycleSeconds), first, from, to, mustYield);
    }

    /** The earliest second from then on at which the signal lets vehicles go; infinite where it never does. */
    double nextOpen(int signal, double seconds) {
        int end = first[signal + 1];
        int begin = first[signal];
        if (begin == end) {
            return Double.POSITIVE_INFINITY;
        }
        double place = mod(seconds - offsetSeconds, cycleSeconds);
        for (int window = begin; window < end; window++) {
            if (to[window] > place) {
                return from[window] <= place ? seconds : seconds + from[window] - place;
            }
        }
        for (int window = begin; window < end; window++) {
            if (from[window] >= 0 || to[window] > 0) {
                return seconds + Math.max(0, from[window]) + cycleSeconds - place;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Whether who goes then has right of way: not red and not merely permitted. */
    boolean hasPriority(int signal, double seconds) {
        int window = window(signal, seconds);
        return window >= 0 && !mustYield[window];
    }

    /** Whether who goes then must yield. */
    boolean mustYield(int signal, double seconds) {
        int window = window(signal, seconds);
        return window >= 0 && mustYield[window];
    }

    boolean isOpen(int signal, double seconds) {
        return window(signal, seconds) >= 0;
    }

    private int window(int signal, double seconds) {
        double place = mod(seconds - offsetSeconds, cycleSeconds);
        for (int window = first[signal]; window < first[signal + 1]; window++) {
            if (to[window] > place) {
                return from[window] <= place ? window : -1;
            }
        }
        return -1;
    }
}
