package cn.haihe.signal.optimise;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanLimits;
import cn.haihe.signal.network.StageOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What one intersection may show at all, and how to get from one such cycle to another. */
final class CycleSpace {
    private static final int MOST_STAGES = 12;

    final Intersection intersection;
    private final PlanLimits limits;
    private final int[] leastGreens;
    private final int[] mostGreens;
    /** Per stage the signals that it opens. */
    private final long[][] opens;

    private final long[] needed;
    private final boolean mayReorder;

    CycleSpace(Intersection intersection, PlanLimits limits) {
        this.intersection = intersection;
        this.limits = limits;
        int count = intersection.stages().size();
        leastGreens = new int[count];
        mostGreens = new int[count];
        int words = intersection.signalCount() / 64 + 1;
        opens = new long[count][words];
        needed = new long[words];
        for (StageOption stage : intersection.stages()) {
            int id = stage.id();
            leastGreens[id] = (int) Math.ceil(Math.max(stage.minGreenSeconds(), 1) - 1e-6);
            mostGreens[id] = Math.max(Math.max(leastGreens[id], (int) stage.maxGreenSeconds()), presentGreen(id));
            for (int signal = 0; signal < intersection.signalCount(); signal++) {
                if (stage.isOpen(signal)) {
                    opens[id][signal / 64] |= 1L << signal % 64;
                    needed[signal / 64] |= 1L << signal % 64;
                }
            }
        }
        mayReorder = !intersection.transitions().isEmpty() || haveLikeClearances(intersection);
    }

    /**
     * Where clearances differ from stage to stage they may be made of several steps, of which the network gives the sum
     * only: then only the transitions that it shows are known to be right.
     */
    private static boolean haveLikeClearances(Intersection intersection) {
        double[] yellows = intersection.stages().stream()
                .mapToDouble(stage -> stage.clearance().yellowSeconds())
                .filter(seconds -> seconds > 0)
                .distinct()
                .toArray();
        double[] reds = intersection.stages().stream()
                .mapToDouble(stage -> stage.clearance().allRedSeconds())
                .filter(seconds -> seconds > 0)
                .distinct()
                .toArray();
        return yellows.length <= 1 && reds.length <= 1;
    }

    /** What runs in the street now is not too long, whatever the usual bound. */
    private int presentGreen(int stage) {
        return intersection.currentPlan().map(FixedPlan::stages).orElse(List.of()).stream()
                .filter(time -> time.stage() == stage)
                .mapToInt(time -> (int) Math.ceil(time.greenSeconds() - 1e-6))
                .max()
                .orElse(0);
    }

    boolean mayReorder() {
        return mayReorder;
    }

    int leastGreen(int stage) {
        return leastGreens[stage];
    }

    boolean covers(int[] stages) {
        for (int word = 0; word < needed.length; word++) {
            long open = 0;
            for (int stage : stages) {
                open |= opens[stage][word];
            }
            if ((open & needed[word]) != needed[word]) {
                return false;
            }
        }
        return true;
    }

    boolean allows(StageCycle cycle) {
        int count = cycle.stages.length;
        if (count < 2 || count > Math.max(MOST_STAGES, intersection.stages().size())) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int stage = cycle.stages[i];
            int next = cycle.stages[(i + 1) % count];
            boolean isKnown =
                    mayReorder || next == (stage + 1) % intersection.stages().size();
            if (next == stage
                    || !isKnown
                    || cycle.greens[i] < leastGreens[stage]
                    || cycle.greens[i] > mostGreens[stage]) {
                return false;
            }
        }
        double seconds = cycle.cycleSeconds(intersection);
        return seconds >= limits.minCycleSeconds() && seconds <= limits.maxCycleSeconds() && covers(cycle.stages);
    }

    /** The present plan, in whole seconds; none where it is not allowed. */
    Optional<StageCycle> present() {
        return intersection.currentPlan().map(this::whole).filter(this::allows);
    }

    private StageCycle whole(FixedPlan plan) {
        int[] stages = plan.stages().stream().mapToInt(time -> time.stage()).toArray();
        int[] greens = plan.stages().stream()
                .mapToInt(time -> (int) Math.ceil(time.greenSeconds() - 1e-6))
                .toArray();
        return new StageCycle(stages, greens, (int) Math.round(plan.offsetSeconds()));
    }

    /** The same stages in a cycle of about another length, greens in proportion. */
    StageCycle scaled(StageCycle cycle, double seconds) {
        int count = cycle.stages.length;
        double clearances = cycle.clearanceSeconds(intersection);
        double old = cycle.cycleSeconds(intersection) - clearances;
        double bounded = Math.max(limits.minCycleSeconds(), Math.min(limits.maxCycleSeconds(), seconds));
        int target = (int) Math.round(bounded - clearances);
        int[] greens = new int[count];
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int stage = cycle.stages[i];
            greens[i] = Math.max(
                    leastGreens[stage], Math.min(mostGreens[stage], (int) Math.round(cycle.greens[i] * target / old)));
            sum += greens[i];
        }
        for (int left = 4 * count; left > 0 && sum != target; left--) {
            int place = sum < target ? longest(greens) : longestAboveLeast(cycle.stages, greens);
            if (place < 0) {
                break;
            }
            greens[place] += sum < target ? 1 : -1;
            sum += sum < target ? 1 : -1;
        }
        return cycle.withGreens(greens);
    }

    private static int longest(int[] greens) {
        int best = 0;
        for (int i = 1; i < greens.length; i++) {
            best = greens[i] > greens[best] ? i : best;
        }
        return best;
    }

    private int longestAboveLeast(int[] stages, int[] greens) {
        int best = -1;
        for (int i = 0; i < greens.length; i++) {
            boolean canGive = greens[i] > leastGreens[stages[i]];
            best = canGive && (best < 0 || greens[i] > greens[best]) ? i : best;
        }
        return best;
    }

    /** Seconds from one stage to another, the cycle as long as before. */
    StageCycle shiftGreen(StageCycle cycle, SplittableRandom random) {
        int from = random.nextInt(cycle.stages.length);
        int to = (from + 1 + random.nextInt(cycle.stages.length - 1)) % cycle.stages.length;
        int seconds = step(random);
        int[] greens = cycle.greens.clone();
        seconds = Math.min(seconds, greens[from] - leastGreens[cycle.stages[from]]);
        greens[from] -= seconds;
        greens[to] += seconds;
        return cycle.withGreens(greens);
    }

    StageCycle changeGreen(StageCycle cycle, SplittableRandom random) {
        int place = random.nextInt(cycle.stages.length);
        int[] greens = cycle.greens.clone();
        int seconds = random.nextBoolean() ? step(random) : -step(random);
        greens[place] = Math.max(leastGreens[cycle.stages[place]], greens[place] + seconds);
        return cycle.withGreens(greens);
    }

    private static int step(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0, 1 -> 1;
            case 2 -> 2;
            default -> 3 + random.nextInt(4);
        };
    }

    StageCycle swapStages(StageCycle cycle, SplittableRandom random) {
        int a = random.nextInt(cycle.stages.length);
        int b = random.nextInt(cycle.stages.length);
        int[] stages = cycle.stages.clone();
        int[] greens = cycle.greens.clone();
        stages[a] = cycle.stages[b];
        stages[b] = cycle.stages[a];
        greens[a] = cycle.greens[b];
        greens[b] = cycle.greens[a];
        return new StageCycle(stages, greens, cycle.offset);
    }

    /** Leaves one stage out; its green goes to one that stays, or is saved. */
    StageCycle dropStage(StageCycle cycle, SplittableRandom random) {
        int place = random.nextInt(cycle.stages.length);
        int[] stages = without(cycle.stages, place);
        int[] greens = without(cycle.greens, place);
        if (greens.length > 0 && random.nextBoolean()) {
            greens[random.nextInt(greens.length)] += cycle.greens[place];
        }
        return new StageCycle(stages, greens, cycle.offset);
    }

    StageCycle insertStage(StageCycle cycle, SplittableRandom random) {
        int place = random.nextInt(cycle.stages.length + 1);
        int stage = random.nextInt(leastGreens.length);
        int[] stages = with(cycle.stages, place, stage);
        int[] greens = with(cycle.greens, place, leastGreens[stage] + random.nextInt(4));
        return new StageCycle(stages, greens, cycle.offset);
    }

    /** Another stage in the place of one. */
    StageCycle replaceStage(StageCycle cycle, SplittableRandom random) {
        int[] stages = cycle.stages.clone();
        int place = random.nextInt(stages.length);
        stages[place] = random.nextInt(leastGreens.length);
        int[] greens = cycle.greens.clone();
        greens[place] = Math.max(greens[place], leastGreens[stages[place]]);
        return new StageCycle(stages, greens, cycle.offset);
    }

    private static int[] without(int[] values, int place) {
        int[] rest = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, place + 1, rest, place, rest.length - place);
        return rest;
    }

    private static int[] with(int[] values, int place, int value) {
        int[] more = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, place, more, place + 1, values.length - place);
        more[place] = value;
        return more;
    }
}
