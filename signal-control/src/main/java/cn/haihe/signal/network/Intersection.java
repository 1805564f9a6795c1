package cn.haihe.signal.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A signal-controlled intersection: what arrives, what conflicts, which stages its signals may show.
 *
 * @param conflicts pairs whose paths cross or merge
 * @param lostSecondsPerStage of green and yellow, at the start and the end of each green together
 * @param currentPlan what runs now, if that is known
 * @param transitions what must lie between each two stages, by place of the one that ends and of the next; empty where
 *     only the stages' own clearances are known
 */
public record Intersection(
        String id,
        List<RoadApproach> approaches,
        List<TrafficMovement> movements,
        Set<MovementPair> conflicts,
        List<StageOption> stages,
        double lostSecondsPerStage,
        Optional<FixedPlan> currentPlan,
        List<List<Clearance>> transitions) {
    private static final double YELLOW_WHERE_NONE_SECONDS = 3;

    public Intersection {
        approaches = List.copyOf(approaches);
        movements = List.copyOf(movements);
        conflicts = Set.copyOf(conflicts);
        stages = List.copyOf(stages);
        transitions = transitions.stream().map(List::copyOf).toList();
        if (!(lostSecondsPerStage >= 0 && lostSecondsPerStage <= 60)) {
            throw new IllegalArgumentException(id + ": " + lostSecondsPerStage + " s lost a stage");
        }
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).id() != i) {
                throw new IllegalArgumentException(
                        id + ": stage " + stages.get(i).id() + " at place " + i);
            }
            if (stages.get(i).aspects().size() != stages.get(0).aspects().size()) {
                throw new IllegalArgumentException(id + ": stage " + i + " shows another number of signals");
            }
        }
    }

    /** With the stages' own clearances only. */
    public Intersection(
            String id,
            List<RoadApproach> approaches,
            List<TrafficMovement> movements,
            Set<MovementPair> conflicts,
            List<StageOption> stages,
            double lostSecondsPerStage,
            Optional<FixedPlan> currentPlan) {
        this(id, approaches, movements, conflicts, stages, lostSecondsPerStage, currentPlan, List.of());
    }

    public int signalCount() {
        return stages.isEmpty()
                ? movements.stream()
                        .flatMap(movement -> movement.lanes().stream())
                        .mapToInt(lane -> lane.signal() + 1)
                        .max()
                        .orElse(0)
                : stages.get(0).aspects().size();
    }

    /** Whether there is anything to choose: with one stage nothing ever changes. */
    public boolean isPlannable() {
        return stages.size() > 1;
    }

    /**
     * What must lie between two different stages: what is known of the two, or the given clearance between neighbours in the
     * list, else the longest yellow and the longest all red, or nothing where no signal loses its green.
     */
    public Clearance clearance(int from, int to) {
        if (from == to) {
            return Clearance.NONE;
        }
        if (!transitions.isEmpty()) {
            return transitions.get(from).get(to);
        }
        if (to == (from + 1) % stages.size()) {
            return stages.get(from).clearance();
        }
        if (!stages.get(from).losesGreenTowards(stages.get(to))) {
            return Clearance.NONE;
        }
        double yellow = stages.stream()
                .mapToDouble(stage -> stage.clearance().yellowSeconds())
                .max()
                .orElse(0);
        double allRed = stages.stream()
                .mapToDouble(stage -> stage.clearance().allRedSeconds())
                .max()
                .orElse(0);
        return new Clearance(yellow > 0 ? yellow : YELLOW_WHERE_NONE_SECONDS, allRed);
    }

    public Optional<TrafficMovement> findMovement(String movement) {
        return movements.stream().filter(one -> one.id().equals(movement)).findFirst();
    }

    public Optional<RoadApproach> findApproach(String approach) {
        return approaches.stream().filter(one -> one.id().equals(approach)).findFirst();
    }
}
