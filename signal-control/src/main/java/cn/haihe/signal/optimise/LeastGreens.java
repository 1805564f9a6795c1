package cn.haihe.signal.optimise;

import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * The least green of each stage, so that each phase gets its minimum green over the neighbouring stages in which it runs
 * and no conflicting phase follows too soon over a short stage.
 */
final class LeastGreens {
    /** Longer than any intergreen less its shortest transition: also a stage whose phases all run on lasts so long. */
    private static final int LEAST_SECONDS = 6;

    private final SignalJunction junction;
    private final int[] transitions;
    private final int[] greens;

    LeastGreens(SignalJunction junction, int[] transitions) {
        this.junction = junction;
        this.transitions = transitions;
        greens = new int[transitions.length];
    }

    int[] seconds() {
        Arrays.fill(greens, LEAST_SECONDS);
        junction.phases().forEach(this::raise);
        return greens;
    }

    private void raise(Phase phase) {
        List<Stage> stages = junction.stages();
        int count = stages.size();
        for (int first = 0; first < count; first++) {
            boolean begins = has(stages, first, phase) && !has(stages, (first + count - 1) % count, phase);
            if (begins) {
                raiseRun(phase, stages, first);
            }
        }
    }

    private void raiseRun(Phase phase, List<Stage> stages, int first) {
        int count = stages.size();
        int last = first;
        int seconds = greens[first];
        while (has(stages, (last + 1) % count, phase)) {
            seconds += transitions[last];
            last = (last + 1) % count;
            seconds += greens[last];
        }
        greens[first] += Math.max(0, phase.minGreenSeconds() - seconds);
    }

    private static boolean has(List<Stage> stages, int place, Phase phase) {
        return stages.get(place).phases().contains(phase.number());
    }
}
