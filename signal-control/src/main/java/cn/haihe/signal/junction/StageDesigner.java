package cn.haihe.signal.junction;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes stages: arms that face each other share them, their through phases first, then their left turns; pedestrians
 * walk beside the through traffic that does not cross them, and have a stage of their own only where nothing suits.
 */
final class StageDesigner {
    private static final int MOST_STAGES = 16;
    private static final double FACING_DEGREES = 45;

    private final String junctionId;
    private final List<Phase> phases;
    private final ConflictMatrix conflicts;
    private final JunctionGeometry geometry;
    private final List<PhaseSet> stages = new ArrayList<>();
    /** The stages that through traffic leads. */
    private final Set<Integer> through = new LinkedHashSet<>();

    StageDesigner(String junctionId, List<Phase> phases, ConflictMatrix conflicts, JunctionGeometry geometry) {
        this.junctionId = junctionId;
        this.phases = phases;
        this.conflicts = conflicts;
        this.geometry = geometry;
    }

    List<Stage> design() {
        axes().forEach(this::addStages);
        phases.stream().filter(Phase::isVehicle).forEach(this::addWhereNothingConflicts);
        phases.stream().filter(phase -> !phase.isVehicle()).forEach(this::addPedestrians);
        if (stages.size() > MOST_STAGES) {
            throw new UnsignallableJunction(junctionId, "it needs " + stages.size() + " stages");
        }
        return IntStream.range(0, stages.size())
                .mapToObj(i -> new Stage(i + 1, stages.get(i)))
                .toList();
    }

    /** Approaches with vehicles, each with the one that faces it where there is one. */
    private List<List<Integer>> axes() {
        Set<Integer> left = new LinkedHashSet<>();
        phases.stream().filter(Phase::isVehicle).forEach(phase -> left.add(phase.approach()));
        List<List<Integer>> axes = new ArrayList<>();
        while (!left.isEmpty()) {
            int arm = left.iterator().next();
            left.remove(arm);
            List<Integer> axis = new ArrayList<>(List.of(arm));
            left.stream()
                    .filter(other -> geometry.skewDegrees(arm, other) <= FACING_DEGREES)
                    .min((a, b) -> Double.compare(geometry.skewDegrees(arm, a), geometry.skewDegrees(arm, b)))
                    .ifPresent(facing -> {
                        axis.add(facing);
                        left.remove(facing);
                    });
            axes.add(axis);
        }
        return axes;
    }

    private void addStages(List<Integer> axis) {
        List<Phase> leading = new ArrayList<>();
        List<Phase> turning = new ArrayList<>();
        for (int arm : axis) {
            List<Phase> here = phases.stream()
                    .filter(phase -> phase.isVehicle() && phase.approach() == arm)
                    .toList();
            leading.add(here.get(0));
            turning.addAll(here.subList(1, here.size()));
        }
        List<Phase> ordered = new ArrayList<>(leading);
        ordered.addAll(turning);
        PhaseSet served = PhaseSet.EMPTY;
        for (Phase seed : ordered) {
            if (served.contains(seed.number())) {
                continue;
            }
            PhaseSet stage = PhaseSet.EMPTY.with(seed.number());
            stage = withCompatible(stage, ordered, served, false);
            stage = withCompatible(stage, ordered, served, true);
            if (leading.contains(seed)) {
                through.add(stages.size());
            }
            stages.add(stage);
            served = served.or(stage);
        }
    }

    private PhaseSet withCompatible(PhaseSet stage, List<Phase> candidates, PhaseSet served, boolean ofServed) {
        PhaseSet grown = stage;
        for (Phase candidate : candidates) {
            if (served.contains(candidate.number()) == ofServed && isCompatible(candidate, grown)) {
                grown = grown.with(candidate.number());
            }
        }
        return grown;
    }

    private boolean isCompatible(Phase phase, PhaseSet stage) {
        return conflicts.isCompatible(phase.number(), stage);
    }

    private void addWhereNothingConflicts(Phase phase) {
        for (int i = 0; i < stages.size(); i++) {
            if (isCompatible(phase, stages.get(i))) {
                stages.set(i, stages.get(i).with(phase.number()));
            }
        }
    }

    private void addPedestrians(Phase pedestrians) {
        List<Integer> fitting = IntStream.range(0, stages.size())
                .filter(i -> isCompatible(pedestrians, stages.get(i)))
                .boxed()
                .toList();
        List<Integer> besideThrough = fitting.stream().filter(through::contains).toList();
        if (!besideThrough.isEmpty()) {
            besideThrough.forEach(i -> stages.set(i, stages.get(i).with(pedestrians.number())));
        } else if (!fitting.isEmpty()) {
            stages.set(fitting.get(0), stages.get(fitting.get(0)).with(pedestrians.number()));
        } else {
            stages.add(PhaseSet.EMPTY.with(pedestrians.number()));
        }
    }
}
