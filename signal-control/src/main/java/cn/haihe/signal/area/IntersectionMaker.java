package cn.haihe.signal.area;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A junction of the city as an intersection of a network. Each phase and behind them each movement is a signal: phases so
 * that a plan shows every one of them, pedestrians' too; movements because a left turn under a round light must yield while
 * what goes ahead need not.
 */
final class IntersectionMaker {
    static final int MOST_GREEN_SECONDS = 150;

    /** Longer than any intergreen less its shortest transition, so that no conflicting phase follows over a short stage. */
    private static final int LEAST_GREEN_SECONDS = 6;

    private static final double FACING_DEGREES = 45;
    private static final double SATURATION_PER_HOUR = 1_800;
    /** Lost at the start and the end of a green, out of green and amber (HCM: 2 s, and 3 s of amber less the 1.5 used). */
    private static final double LOST_SECONDS = 3.5;

    private final AreaJunction junction;
    private final SignalJunction design;
    private final Map<Integer, RoadApproach> approaches;
    private final int intervals;
    private final Map<Integer, Phase> phaseOfMovement = new HashMap<>();
    private final List<Movement> signalled = new ArrayList<>();

    IntersectionMaker(AreaJunction junction, Map<Integer, RoadApproach> approaches, int intervals) {
        this.junction = junction;
        this.approaches = approaches;
        this.intervals = intervals;
        design = junction.design();
        for (Phase phase : design.phases()) {
            if (phase.isVehicle() && phase.lanes() > 0) {
                phase.movements().forEach(movement -> phaseOfMovement.putIfAbsent(movement, phase));
            }
        }
        for (Movement movement : junction.map().movements()) {
            if (phaseOfMovement.containsKey(movement.number()) && approaches.containsKey(movement.fromApproach())) {
                signalled.add(movement);
            }
        }
    }

    Intersection make() {
        List<TrafficMovement> movements = new ArrayList<>();
        for (int i = 0; i < signalled.size(); i++) {
            movements.add(movement(signalled.get(i), design.phases().size() + i));
        }
        return new Intersection(
                junction.map().id(),
                List.copyOf(approaches.values()),
                movements,
                conflicts(),
                stages(),
                LOST_SECONDS,
                junction.running().flatMap(this::running),
                transitions());
    }

    static String movementId(Movement movement) {
        return "m" + movement.number();
    }

    static String exitId(String junction, int approach) {
        return junction + " out " + approach;
    }

    private TrafficMovement movement(Movement movement, int signal) {
        Phase phase = phaseOfMovement.get(movement.number());
        double saturation = SATURATION_PER_HOUR * TurnFactor.of(movement.turn());
        int used = Math.min(phase.lanes(), movement.lanes());
        boolean isLeft = movement.turn() == Turn.LEFT || movement.turn() == Turn.U_TURN;
        List<LaneUse> lanes = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            int lane = isLeft ? phase.lanes() - 1 - i : i;
            lanes.add(new LaneUse(
                    junction.map().id() + " phase " + phase.number() + " lane " + lane, signal, saturation, 10));
        }
        double flow = junction.demand().of(movement.number());
        return new TrafficMovement(
                movementId(movement),
                approaches.get(movement.fromApproach()).id(),
                exitId(junction.map().id(), movement.toApproach()),
                movement.turn(),
                lanes,
                Collections.nCopies(intervals, flow));
    }

    private List<StageOption> stages() {
        List<StageOption> options = new ArrayList<>();
        List<Stage> stages = design.stages();
        for (int i = 0; i < stages.size(); i++) {
            PhaseSet open = stages.get(i).phases();
            List<Aspect> aspects = new ArrayList<>();
            for (Phase phase : design.phases()) {
                aspects.add(open.contains(phase.number()) ? Aspect.GREEN : Aspect.RED);
            }
            for (Movement movement : signalled) {
                aspects.add(aspect(movement, open));
            }
            int least = open.numbers()
                    .map(phase -> design.getPhase(phase).minGreenSeconds())
                    .max()
                    .orElse(LEAST_GREEN_SECONDS);
            options.add(new StageOption(
                    i,
                    aspects,
                    Math.max(LEAST_GREEN_SECONDS, least),
                    Math.max(MOST_GREEN_SECONDS, least),
                    transition(stages.get(i), stages.get((i + 1) % stages.size()))));
        }
        return options;
    }

    private Aspect aspect(Movement movement, PhaseSet open) {
        if (!open.contains(phaseOfMovement.get(movement.number()).number())) {
            return Aspect.RED;
        }
        boolean mustYield = signalled.stream()
                .anyMatch(other -> yields(movement, other)
                        && open.contains(phaseOfMovement.get(other.number()).number()));
        return mustYield ? Aspect.PERMITTED : Aspect.GREEN;
    }

    private boolean yields(Movement movement, Movement oncoming) {
        boolean turnsLeft = movement.turn() == Turn.LEFT || movement.turn() == Turn.U_TURN;
        boolean comesOn = oncoming.turn() == Turn.STRAIGHT || oncoming.turn() == Turn.RIGHT;
        return turnsLeft && comesOn && areFacing(movement.fromApproach(), oncoming.fromApproach());
    }

    private boolean areFacing(int one, int other) {
        double between = Math.abs(bearing(one) - bearing(other));
        double turned = Math.min(between, 360 - between);
        return one != other && 180 - turned <= FACING_DEGREES;
    }

    private double bearing(int number) {
        return junction.map().approaches().stream()
                .filter(approach -> approach.number() == number)
                .mapToDouble(Approach::bearingDegrees)
                .findFirst()
                .orElseThrow();
    }

    private Set<MovementPair> conflicts() {
        Set<MovementPair> pairs = new HashSet<>();
        for (Movement one : signalled) {
            for (Movement other : signalled) {
                int phase = phaseOfMovement.get(one.number()).number();
                int otherPhase = phaseOfMovement.get(other.number()).number();
                boolean meet = yields(one, other) && other.turn() == Turn.STRAIGHT;
                if (one.number() != other.number()
                        && (meet || design.conflicts().conflicts(phase, otherPhase))) {
                    pairs.add(new MovementPair(movementId(one), movementId(other)));
                }
            }
        }
        return pairs;
    }

    private List<List<Clearance>> transitions() {
        return design.stages().stream()
                .map(from ->
                        design.stages().stream().map(to -> transition(from, to)).toList())
                .toList();
    }

    private Clearance transition(Stage from, Stage to) {
        int seconds = design.transitionSeconds(from.phases(), to.phases());
        int amber = from.phases()
                .without(to.phases())
                .numbers()
                .map(phase -> design.getPhase(phase).amberSeconds())
                .max()
                .orElse(0);
        return new Clearance(Math.min(amber, seconds), Math.max(0, seconds - amber));
    }

    private Optional<FixedPlan> running(TimingPlan plan) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < plan.stages().size(); i++) {
            int number = plan.stages().get(i).stage();
            int place = design.stages().stream().map(Stage::number).toList().indexOf(number);
            if (place < 0) {
                return Optional.empty();
            }
            places.add(place);
        }
        List<GreenTime> times = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Stage from = design.stages().get(places.get(i));
            Stage to = design.stages().get(places.get((i + 1) % places.size()));
            int transition = design.transitionSeconds(from.phases(), to.phases());
            times.add(new GreenTime(places.get(i), plan.stages().get(i).seconds() - transition));
        }
        return Optional.of(new FixedPlan(junction.map().id(), plan.cycleSeconds(), plan.offsetSeconds(), times));
    }
}
