package cn.haihe.signal.verify;

import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the greens of a well-formed plan are safe. The cycle repeats, so a phase that has green in neighbouring
 * stages, also across the cycle's end, has one long green.
 */
final class GreenCheck {
    private final SignalJunction junction;
    private final List<StageTime> times;
    private final List<Stage> stages;
    private final List<Finding> findings = new ArrayList<>();

    GreenCheck(SignalJunction junction, TimingPlan plan) {
        this.junction = junction;
        times = plan.stages();
        stages = times.stream()
                .map(time -> junction.findStage(time.stage()).orElseThrow())
                .toList();
    }

    List<Finding> check() {
        for (int i = 0; i < stages.size(); i++) {
            checkConflicts(i);
            checkOrder(i);
            checkTransition(i);
        }
        junction.phases().forEach(this::checkGreens);
        junction.phases().forEach(this::checkClearances);
        return findings;
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

    private void checkOrder(int place) {
        if (stages.size() > 1 && stages.get(place).number() == next(place).number()) {
            add(Rule.STAGE_ORDER, place(place), "stage " + stages.get(place).number() + " follows itself");
        }
    }

    private void checkTransition(int place) {
        int transition = transitionSeconds(place);
        if (times.get(place).seconds() <= transition) {
            add(
                    Rule.INTERGREEN,
                    place(place),
                    "stage " + stages.get(place).number() + " lasts "
                            + times.get(place).seconds() + " s, the transition behind it alone takes " + transition
                            + " s");
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
        int cycle = times.stream().mapToInt(StageTime::seconds).sum();
        for (int i = 0; i < stages.size(); i++) {
            if (!endsIn(losing, i)) {
                continue;
            }
            int end = startSecond(i) + times.get(i).seconds() - transitionSeconds(i);
            for (int j = 0; j < stages.size(); j++) {
                int gap = Math.floorMod(startSecond(j) - end, cycle);
                if (startsIn(gaining, j) && gap < needed) {
                    add(
                            Rule.INTERGREEN,
                            place(j),
                            "phase " + gaining.number() + " starts " + gap + " s after phase " + losing.number()
                                    + " ended, at least " + needed + " s are needed");
                }
            }
        }
    }

    private boolean endsIn(Phase phase, int place) {
        return stages.get(place).phases().contains(phase.number())
                && !next(place).phases().contains(phase.number());
    }

    private boolean startsIn(Phase phase, int place) {
        Stage before = stages.get((place + stages.size() - 1) % stages.size());
        return stages.get(place).phases().contains(phase.number())
                && !before.phases().contains(phase.number());
    }

    private int startSecond(int place) {
        return times.subList(0, place).stream().mapToInt(StageTime::seconds).sum();
    }

    private void checkGreens(Phase phase) {
        boolean[] green = new boolean[stages.size()];
        int greenStages = 0;
        for (int i = 0; i < green.length; i++) {
            green[i] = stages.get(i).phases().contains(phase.number());
            greenStages += green[i] ? 1 : 0;
        }
        if (greenStages == 0) {
            Rule rule = phase.isVehicle() ? Rule.VEHICLE_PHASE_SERVED : Rule.PEDESTRIAN_PHASE_SERVED;
            add(rule, "phase " + phase.number(), "no stage of the plan gives green to phase " + phase.number());
        } else if (greenStages < green.length) {
            for (int i = 0; i < green.length; i++) {
                if (green[i] && !green[(i + green.length - 1) % green.length]) {
                    checkRun(phase, green, i);
                }
            }
        }
    }

    private void checkRun(Phase phase, boolean[] green, int first) {
        int seconds = 0;
        int last = first;
        for (int i = first; green[i]; i = (i + 1) % green.length) {
            seconds += times.get(i).seconds();
            last = i;
        }
        seconds -= transitionSeconds(last);
        if (seconds < phase.minGreenSeconds()) {
            add(
                    Rule.MINIMUM_GREEN,
                    "phase " + phase.number() + ", " + place(first),
                    "phase " + phase.number() + " has " + seconds + " s of green, at least " + phase.minGreenSeconds()
                            + " s are needed");
        }
    }

    private int transitionSeconds(int place) {
        return junction.transitionSeconds(
                stages.get(place).phases(), next(place).phases());
    }

    private Stage next(int place) {
        return stages.get((place + 1) % stages.size());
    }

    private static String place(int place) {
        return "stages[" + place + "]";
    }

    private void add(Rule rule, String place, String detail) {
        findings.add(new Finding(rule, place, detail));
    }
}
