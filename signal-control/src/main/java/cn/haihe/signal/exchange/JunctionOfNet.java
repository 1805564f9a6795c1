package cn.haihe.signal.exchange;

import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.IntergreenTable;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseKind;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.junction.Yields;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An intersection of a network as a junction with GB/T 20999 phases and stages. A phase is what always shows the same on
 * one approach. Two phases conflict where movements of theirs do, unless a stage of the network opens both: there one of
 * them yields.
 *
 * <p>Intergreens are the network's clearances: where it has yellow only, nothing is added to it.
 *
 * @param junction stage n is the network's stage n - 1
 * @param signalsOfPhase by phase number less 1, the places of its signals in the states of the network's stages
 */
public record JunctionOfNet(SignalJunction junction, Intersection intersection, List<List<Integer>> signalsOfPhase) {
    public JunctionOfNet {
        signalsOfPhase = signalsOfPhase.stream().map(List::copyOf).toList();
    }

    /** @throws IllegalArgumentException where it has more phases or stages than a controller can have, or no stage */
    public static JunctionOfNet of(Intersection intersection) {
        Map<String, Integer> inOrder = new HashMap<>();
        intersection.approaches().forEach(approach -> inOrder.put(approach.id(), inOrder.size() + 1));
        return of(intersection, inOrder);
    }

    /**
     * @param armOfApproach the number of the junction's arm that each approach of the intersection comes from
     * @throws IllegalArgumentException where it has more phases or stages than a controller can have, or no stage
     */
    public static JunctionOfNet of(Intersection intersection, Map<String, Integer> armOfApproach) {
        return new Maker(intersection, armOfApproach).make();
    }

    /** What the signals show when these phases are open: by place in the states of the network's stages. */
    public boolean isOpen(int signal, PhaseSet open) {
        for (int i = 0; i < signalsOfPhase.size(); i++) {
            if (open.contains(i + 1) && signalsOfPhase.get(i).contains(signal)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The plan in whole seconds, ready for the verifier.
     *
     * @param beginSeconds when the horizon begins on the clock that offsets of {@link TimingPlan} count from
     */
    public TimingPlan timingPlan(FixedPlan plan, int number, long beginSeconds) {
        List<StageTime> times = new ArrayList<>();
        int cycle = 0;
        for (int i = 0; i < plan.stages().size(); i++) {
            GreenTime time = plan.stages().get(i);
            GreenTime next = plan.stages().get((i + 1) % plan.stages().size());
            int transition = junction.transitionSeconds(phases(time.stage()), phases(next.stage()));
            int seconds = (int) Math.ceil(time.greenSeconds() - 1e-6) + transition;
            times.add(StageTime.fixed(time.stage() + 1, seconds));
            cycle += seconds;
        }
        int offset = (int) Math.floorMod(beginSeconds + Math.round(plan.offsetSeconds()), (long) cycle);
        return new TimingPlan(number, cycle, offset, times);
    }

    private PhaseSet phases(int stage) {
        return junction.findStage(stage + 1).orElseThrow().phases();
    }

    private static final class Maker {
        private final Intersection intersection;
        private final Map<String, Integer> armOfApproach;
        private final List<Group> groups = new ArrayList<>();

        Maker(Intersection intersection, Map<String, Integer> armOfApproach) {
            this.intersection = intersection;
            this.armOfApproach = armOfApproach;
        }

        JunctionOfNet make() {
            groupSignals();
            if (groups.isEmpty()
                    || groups.size() > Phase.MAX_NUMBER
                    || intersection.stages().size() > 64) {
                throw new IllegalArgumentException(intersection.id() + ": " + groups.size() + " phases, "
                        + intersection.stages().size() + " stages");
            }
            PhaseSet[] rows = new PhaseSet[Phase.MAX_NUMBER + 1];
            Arrays.fill(rows, PhaseSet.EMPTY);
            int[][] intergreens = new int[Phase.MAX_NUMBER + 1][Phase.MAX_NUMBER + 1];
            for (int a = 0; a < groups.size(); a++) {
                for (int b = 0; b < groups.size(); b++) {
                    if (a != b && conflict(groups.get(a), groups.get(b))) {
                        rows[a + 1] = rows[a + 1].with(b + 1);
                        intergreens[a + 1][b + 1] = intergreen(groups.get(a), groups.get(b));
                    }
                }
            }
            SignalJunction junction = new SignalJunction(
                            intersection.id(),
                            phases(),
                            stages(),
                            new ConflictMatrix(rows),
                            new IntergreenTable(intergreens))
                    .with(yields());
            return new JunctionOfNet(
                    junction, intersection, groups.stream().map(Group::signals).toList());
        }

        private void groupSignals() {
            Map<List<Object>, Group> byLook = new LinkedHashMap<>();
            for (int m = 0; m < intersection.movements().size(); m++) {
                TrafficMovement movement = intersection.movements().get(m);
                for (LaneUse lane : movement.lanes()) {
                    List<Aspect> look = intersection.stages().stream()
                            .map(stage -> stage.aspects().get(lane.signal()))
                            .toList();
                    if (look.stream().anyMatch(Aspect::isOpen)) {
                        Group group = byLook.computeIfAbsent(
                                List.of(movement.approach(), look), key -> new Group(movement.approach(), look));
                        group.add(m + 1, lane);
                    }
                }
            }
            groups.addAll(byLook.values());
        }

        private boolean conflict(Group a, Group b) {
            for (int i = 0; i < a.look.size(); i++) {
                if (a.look.get(i).isOpen() && b.look.get(i).isOpen()) {
                    return false;
                }
            }
            for (int one : a.movements) {
                for (int other : b.movements) {
                    if (one != other
                            && intersection
                                    .conflicts()
                                    .contains(new MovementPair(
                                            intersection
                                                    .movements()
                                                    .get(one - 1)
                                                    .id(),
                                            intersection
                                                    .movements()
                                                    .get(other - 1)
                                                    .id()))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private Yields yields() {
            Yields yields = Yields.NONE;
            for (int a = 0; a < groups.size(); a++) {
                for (int b = 0; b < groups.size(); b++) {
                    if (a != b && givesWay(groups.get(a), groups.get(b))) {
                        yields = yields.with(a + 1, b + 1);
                    }
                }
            }
            return yields;
        }

        /** Wherever both are open, and that is somewhere, it is only permitted. */
        private static boolean givesWay(Group yielding, Group other) {
            boolean isAnywhere = false;
            for (int i = 0; i < yielding.look.size(); i++) {
                if (yielding.look.get(i).isOpen() && other.look.get(i).isOpen()) {
                    isAnywhere = true;
                    if (yielding.look.get(i) == Aspect.GREEN) {
                        return false;
                    }
                }
            }
            return isAnywhere;
        }

        private int intergreen(Group losing, Group gaining) {
            double longest = 0;
            int count = intersection.stages().size();
            for (int from = 0; from < count; from++) {
                for (int to = 0; to < count; to++) {
                    if (losing.look.get(from).isOpen() && gaining.look.get(to).isOpen()) {
                        longest = Math.max(
                                longest, intersection.clearance(from, to).seconds());
                    }
                }
            }
            return (int) Math.ceil(Math.max(longest, yellowSeconds()));
        }

        private int yellowSeconds() {
            double longest = intersection.stages().stream()
                    .map(StageOption::clearance)
                    .mapToDouble(Clearance::yellowSeconds)
                    .max()
                    .orElse(0);
            return longest > 0 ? (int) Math.ceil(longest) : 3;
        }

        private List<Phase> phases() {
            List<Phase> phases = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                Group group = groups.get(i);
                int minGreen = 1;
                int maxGreen = 1;
                for (StageOption stage : intersection.stages()) {
                    if (group.look.get(stage.id()).isOpen()) {
                        minGreen = Math.max(minGreen, (int) Math.ceil(stage.minGreenSeconds()));
                        maxGreen = Math.max(maxGreen, (int) stage.maxGreenSeconds());
                    }
                }
                phases.add(new Phase(
                        i + 1,
                        PhaseKind.VEHICLE,
                        approach(group.approach),
                        group.movements,
                        group.lanes.size(),
                        minGreen,
                        Math.max(minGreen, maxGreen),
                        0,
                        yellowSeconds()));
            }
            return phases;
        }

        private int approach(String id) {
            Integer arm = armOfApproach.get(id);
            if (arm == null) {
                throw new IllegalArgumentException(intersection.id() + " has no approach " + id);
            }
            return arm;
        }

        private List<Stage> stages() {
            List<Stage> stages = new ArrayList<>();
            for (StageOption stage : intersection.stages()) {
                PhaseSet open = PhaseSet.EMPTY;
                for (int i = 0; i < groups.size(); i++) {
                    if (groups.get(i).look.get(stage.id()).isOpen()) {
                        open = open.with(i + 1);
                    }
                }
                stages.add(new Stage(stage.id() + 1, open));
            }
            return stages;
        }
    }

    private static final class Group {
        private final String approach;
        private final List<Aspect> look;
        private final List<Integer> movements = new ArrayList<>();
        private final List<Integer> signals = new ArrayList<>();
        private final List<String> lanes = new ArrayList<>();

        Group(String approach, List<Aspect> look) {
            this.approach = approach;
            this.look = look;
        }

        void add(int movement, LaneUse lane) {
            if (!movements.contains(movement)) {
                movements.add(movement);
            }
            if (!lanes.contains(lane.lane())) {
                lanes.add(lane.lane());
            }
            if (!signals.contains(lane.signal())) {
                signals.add(lane.signal());
            }
        }

        List<Integer> signals() {
            return signals;
        }
    }
}
