package cn.haihe.signal.junction;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups movements into phases: the left turns of an approach get their own where they have lanes of their own, all
 * else of the approach is one; pedestrians get one across each arm. Vehicles are numbered before pedestrians.
 */
final class PhaseDesigner {
    private static final int LANES_WITH_OWN_LEFT_TURN = 3;

    private final Junction junction;
    private final DesignRules rules;
    private final List<Phase> phases = new ArrayList<>();

    PhaseDesigner(Junction junction, DesignRules rules) {
        this.junction = junction;
        this.rules = rules;
    }

    List<Phase> design() {
        for (Approach approach : junction.approaches()) {
            List<Movement> here = movementsFrom(approach);
            List<Movement> left = here.stream().filter(PhaseDesigner::turnsLeft).toList();
            List<Movement> rest =
                    here.stream().filter(movement -> !turnsLeft(movement)).toList();
            if (!left.isEmpty() && !rest.isEmpty() && hasOwnLeftTurnLanes(approach, here)) {
                addVehicles(approach, rest);
                addVehicles(approach, left);
            } else if (!here.isEmpty()) {
                addVehicles(approach, here);
            }
        }
        if (phases.isEmpty()) {
            throw new UnsignallableJunction(junction.id(), "no movement leads through it");
        }
        junction.approaches().forEach(this::addPedestrians);
        return phases;
    }

    private List<Movement> movementsFrom(Approach approach) {
        return junction.movements().stream()
                .filter(movement -> movement.fromApproach() == approach.number())
                .toList();
    }

    private static boolean turnsLeft(Movement movement) {
        return movement.turn() == Turn.LEFT || movement.turn() == Turn.U_TURN;
    }

    private static boolean hasOwnLeftTurnLanes(Approach approach, List<Movement> here) {
        int lanesNeeded = here.stream()
                .filter(movement -> movement.turn() != Turn.U_TURN)
                .mapToInt(Movement::lanes)
                .sum();
        return approach.lanes() >= LANES_WITH_OWN_LEFT_TURN || lanesNeeded <= approach.lanes();
    }

    private void addVehicles(Approach approach, List<Movement> movements) {
        int lanes = movements.stream().mapToInt(Movement::lanes).max().orElse(1);
        int all = movements.stream().mapToInt(Movement::lanes).sum();
        phases.add(new Phase(
                nextNumber(),
                PhaseKind.VEHICLE,
                approach.number(),
                movements.stream().map(Movement::number).toList(),
                Math.max(lanes, Math.min(all, approach.lanes())),
                rules.minVehicleGreenSeconds(),
                rules.maxVehicleGreenSeconds(),
                rules.greenFlashSeconds(),
                rules.amberSeconds()));
    }

    private void addPedestrians(Approach approach) {
        double width = JunctionGeometry.widthMetres(approach);
        int flash = wholeSeconds(Math.min(width, rules.refugeMetres()) / rules.walkingSpeedMetresPerSecond());
        int walk = wholeSeconds(width / rules.walkingSpeedMetresPerSecond());
        int minGreen = Math.max(walk, rules.minWalkSeconds() + flash);
        phases.add(new Phase(
                nextNumber(),
                PhaseKind.PEDESTRIAN,
                approach.number(),
                List.of(),
                0,
                minGreen,
                Math.max(minGreen, rules.maxVehicleGreenSeconds()),
                flash,
                0));
    }

    private int nextNumber() {
        if (phases.size() == Phase.MAX_NUMBER) {
            throw new UnsignallableJunction(junction.id(), "it needs more than " + Phase.MAX_NUMBER + " phases");
        }
        return phases.size() + 1;
    }

    private static int wholeSeconds(double seconds) {
        return (int) Math.ceil(seconds - 1e-9);
    }
}
