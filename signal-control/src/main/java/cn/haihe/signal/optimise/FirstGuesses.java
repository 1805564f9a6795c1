package cn.haihe.signal.optimise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Cycles that one intersection's own demand suggests, to begin a search from. */
final class FirstGuesses {
    private static final int MOST_STAGES_TO_CHOOSE = 12;

    private final CycleSpace space;
    private final StageFlows flows;
    private final List<int[]> stageSets;

    FirstGuesses(CycleSpace space) {
        this.space = space;
        flows = new StageFlows(space);
        stageSets = stageSets();
    }

    /** Sets of stages that serve everything, in the network's order, those that need the least green first. */
    List<int[]> stageSets(int most) {
        return stageSets.subList(0, Math.min(most, stageSets.size()));
    }

    private List<int[]> stageSets() {
        int count = space.intersection.stages().size();
        List<int[]> found = new ArrayList<>();
        if (!space.mayReorder() || count > MOST_STAGES_TO_CHOOSE) {
            found.add(IntStream.range(0, count).toArray());
            return found;
        }
        for (int bits = 1; bits < 1 << count; bits++) {
            int chosen = bits;
            int[] stages = IntStream.range(0, count)
                    .filter(stage -> (chosen >> stage & 1) != 0)
                    .toArray();
            if (stages.length > 1 && space.covers(stages)) {
                found.add(stages);
            }
        }
        Map<int[], Double> costs = new IdentityHashMap<>();
        found.forEach(stages -> costs.put(stages, cost(stages)));
        found.sort(Comparator.comparingDouble(costs::get));
        return found;
    }

    /** Time lost and time needed weigh as in the shortest cycle that could serve: lost / (1 - load). */
    private double cost(int[] stages) {
        double lost = space.intersection.lostSecondsPerStage() * stages.length;
        double load = Math.min(0.95, flows.load(stages));
        return lost / (1 - load);
    }

    /** Webster's splits for a cycle of about so many seconds, 0 for Webster's own; none where it is not allowed. */
    List<StageCycle> cycles(int[] stages, double seconds) {
        StageCycle cycle = flows.cycle(stages, seconds);
        return space.allows(cycle) ? List.of(cycle) : List.of();
    }
}
