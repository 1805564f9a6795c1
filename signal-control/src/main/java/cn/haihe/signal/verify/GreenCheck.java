package cn.haihe.signal.verify;

import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the greens of a well-formed plan are safe, in every order that its stages on demand can make. The cycle repeats,
 * so a phase that has green in stages that follow each other, also across the cycle's end, has one long green.
 */
final class GreenCheck {
    private final SignalJunction junction;
    private final List<Stage> stages;
    private final List<StageTime> times;
    private final StageOrders orders;
    private final Set<Finding> findings = new LinkedHashSet<>();

    GreenCheck(SignalJunction junction, TimingPlan plan) {
        this.junction = junction;
        times = plan.stages();
        orders = new StageOrders(times);
        stages = times.stream()
                .map(time -> junction.findStage(time.stage()).orElseThrow())
                .toList();
    }

    List<Finding> check() {
        for (int i = 0; i < stages.size(); i++) {
            checkConflicts(i);
        }
        for (StageOrders.Follow follow : orders.follows()) {
            checkOrder(follow);
            checkTransition(follow);
        }
        junction.phases().forEach(this::checkGreens);
        junction.phases().forEach(this::checkClearances);
        return new ArrayList<>(findings);
    }

    private void checkConflicts(int place) {
        Stage stage = stages.get(place);
        ConflictMatrix conflicts = junction.conflicts();
        stage.phases()
                .numbers()
                .forEach(phase -> conflicts
                        .of(phase)
                        .and(stage.phases())
                        .numbers()
                        .filter(other -> other > phase)
                        .forEach(other -> add(
                                Rule.CONFLICT_IN_STAGE,
                                place(place),
                                "phases " + phase + " and " + other + " conflict in stage " + stage.number())));
    }

    private void checkOrder(StageOrders.Follow follow) {
        int from = stages.get(follow.from()).number();
        int to = stages.get(follow.to()).number();
        if (follow.from() != follow.to() && from == to) {
            add(Rule.STAGE_ORDER, place(follow.from()), "stage " + from + " follows itself");
        }
        if (junction.transitions().isForbidden(from, to)) {
            add(
                    Rule.FORBIDDEN_TRANSITION,
                    place(follow.to()),
                    "stage " + to + " may not follow stage " + from + " at once");
        }
    }

    private void checkTransition(StageOrders.Follow follow) {
        int transition = transitionSeconds(follow);
        int seconds = orders.seconds(follow.from());
        if (seconds <= transition) {
            add(
                    Rule.INTERGREEN,
                    place(follow.from()),
                    "stage " + stages.get(follow.from()).number() + " lasts " + seconds
                            + " s, the transition behind it alone takes " + transition + " s");
        }
    }

    /** From each end of a green to the next start of each that conflicts, also over a short stage between them. */
    private void checkClearances(Phase losing) {
        junction.conflicts()
                .of(losing.number())
                .numbers()
                .forEach(gaining -> checkClearance(losing, junction.getPhase(gaining)));
    }

    private void checkClearance(Phase losing, Phase gaining) {
        int needed = Math.max(
                losing.amberSeconds() + junction.leastRedSeconds(losing),
                junction.intergreens().seconds(losing.number(), gaining.number()));
        for (StageOrders.Follow end : orders.follows()) {
            if (!loses(losing, end)) {
                continue;
            }
            int sinceEnd = transitionSeconds(end);
            if (loses(gaining, end.to(), end.from())) {
                requireClearance(losing, gaining, end.to(), sinceEnd, needed);
            }
            for (StageOrders.Follow start : orders.follows()) {
                if (loses(gaining, start.to(), start.from())) {
                    int toItsStage = end.to() == start.from() ? 0 : orders.leastSeconds(end.to(), start.from());
                    requireClearance(
                            losing, gaining, start.to(), sinceEnd + toItsStage + orders.seconds(start.from()), needed);
                }
            }
        }
    }

    private void requireClearance(Phase losing, Phase gaining, int place, int gap, int needed) {
        if (gap < needed) {
            add(
                    Rule.INTERGREEN,
                    place(place),
                    "phase " + gaining.number() + " starts " + gap + " s after phase " + losing.number()
                            + " ended, at least " + needed + " s are needed");
        }
    }

    private boolean loses(Phase phase, StageOrders.Follow follow) {
        return loses(phase, follow.from(), follow.to());
    }

    private boolean loses(Phase phase, int from, int to) {
        return hasGreen(phase, from) && !hasGreen(phase, to);
    }

    private boolean hasGreen(Phase phase, int place) {
        return stages.get(place).phases().contains(phase.number());
    }

    private void checkGreens(Phase phase) {
        long greens = 0;
        long fixedGreens = 0;
        for (int i = 0; i < stages.size(); i++) {
            greens += hasGreen(phase, i) ? 1 : 0;
            fixedGreens += hasGreen(phase, i) && times.get(i).occurrence() == Occurrence.FIXED ? 1 : 0;
        }
        String place = "phase " + phase.number();
        if (greens == 0) {
            Rule rule = phase.isVehicle() ? Rule.VEHICLE_PHASE_SERVED : Rule.PEDESTRIAN_PHASE_SERVED;
            add(rule, place, "no stage of the plan gives green to phase " + phase.number());
        } else if (fixedGreens == 0) {
            add(
                    Rule.SERVED_ON_DEMAND,
                    place,
                    "phase " + phase.number() + " gets green only where its detector or button asks for it");
        }
        if (greens > 0 && greens < stages.size()) {
            for (StageOrders.Follow follow : orders.follows()) {
                if (loses(phase, follow.to(), follow.from())) {
                    checkRun(phase, follow.to());
                }
            }
        }
    }

    /** The shortest green that begins with a place, whatever follows. */
    private void checkRun(Phase phase, int first) {
        int size = orders.size();
        // Places by how far they are ahead: a green that lasts longer than a cycle meets the same ends again.
        int[] reached = new int[2 * size + 1];
        Arrays.fill(reached, Integer.MAX_VALUE);
        reached[0] = 0;
        int least = Integer.MAX_VALUE;
        for (int ahead = 0; ahead <= size; ahead++) {
            int place = (first + ahead) % size;
            if (reached[ahead] == Integer.MAX_VALUE) {
                continue;
            }
            int until = reached[ahead] + orders.seconds(place);
            for (StageOrders.Follow follow : orders.follows()) {
                if (follow.from() != place) {
                    continue;
                }
                if (hasGreen(phase, follow.to())) {
                    int next = ahead + (follow.to() == place ? size : Math.floorMod(follow.to() - place, size));
                    reached[next] = Math.min(reached[next], until);
                } else {
                    least = Math.min(least, until - transitionSeconds(follow));
                }
            }
        }
        if (least < phase.minGreenSeconds()) {
            add(
                    Rule.MINIMUM_GREEN,
                    "phase " + phase.number() + ", " + place(first),
                    "phase " + phase.number() + " has " + least + " s of green, at least " + phase.minGreenSeconds()
                            + " s are needed");
        }
    }

    private int transitionSeconds(StageOrders.Follow follow) {
        return junction.transitionSeconds(
                stages.get(follow.from()).phases(), stages.get(follow.to()).phases());
    }

    private static String place(int place) {
        return "stages[" + place + "]";
    }

    private void add(Rule rule, String place, String detail) {
        findings.add(new Finding(rule, place, detail));
    }
}
