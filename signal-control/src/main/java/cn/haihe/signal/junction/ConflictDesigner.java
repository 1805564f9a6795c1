package cn.haihe.signal.junction;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds which phases conflict and how long the way must be clear between them. What the traffic law lets meet under a
 * round green light is no conflict: right turns and pedestrians of the arm that they turn into, left turns and oncoming
 * traffic where neither side has left-turn lanes. Everything else that meets conflicts.
 *
 * <p>Clearances follow the usual balance of a last vehicle that clears and a first that enters, with distances from
 * {@link JunctionGeometry}.
 */
final class ConflictDesigner {
    private static final double FACING_DEGREES = 45;
    private static final double CROSSWALK_METRES = 6;

    private final JunctionGeometry geometry;
    private final DesignRules rules;
    private final List<Phase> phases;
    private final Map<Integer, Movement> movements;

    ConflictDesigner(Junction junction, JunctionGeometry geometry, List<Phase> phases, DesignRules rules) {
        this.geometry = geometry;
        this.rules = rules;
        this.phases = phases;
        movements = junction.movements().stream().collect(Collectors.toMap(Movement::number, Function.identity()));
    }

    ConflictMatrix conflicts() {
        PhaseSet[] rows = new PhaseSet[Phase.MAX_NUMBER + 1];
        Arrays.fill(rows, PhaseSet.EMPTY);
        for (Phase a : phases) {
            for (Phase b : phases) {
                if (clearanceSeconds(a, b).isPresent() || clearanceSeconds(b, a).isPresent()) {
                    rows[a.number()] = rows[a.number()].with(b.number());
                }
            }
        }
        return new ConflictMatrix(rows);
    }

    IntergreenTable intergreens() {
        int[][] seconds = new int[Phase.MAX_NUMBER + 1][Phase.MAX_NUMBER + 1];
        for (Phase losing : phases) {
            for (Phase gaining : phases) {
                OptionalDouble clearance = clearanceSeconds(losing, gaining);
                if (clearance.isPresent()) {
                    int allRed =
                            (int) Math.ceil(Math.max(1, Math.min(rules.maxAllRedSeconds(), clearance.getAsDouble())));
                    seconds[losing.number()][gaining.number()] = rules.amberSeconds() + allRed;
                }
            }
        }
        return new IntergreenTable(seconds);
    }

    /** Seconds of red that the geometry asks for between these two, empty where they do not conflict. */
    private OptionalDouble clearanceSeconds(Phase losing, Phase gaining) {
        if (losing.isVehicle() && gaining.isVehicle()) {
            return betweenVehicles(losing, gaining);
        }
        if (losing.isVehicle()) {
            return fromVehicles(losing, gaining);
        }
        if (gaining.isVehicle()) {
            // Pedestrians have cleared during their flashing green.
            return fromVehicles(gaining, losing).isPresent() ? OptionalDouble.of(1) : OptionalDouble.empty();
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble betweenVehicles(Phase losing, Phase gaining) {
        if (losing.number() == gaining.number() || mayMeet(losing, gaining)) {
            return OptionalDouble.empty();
        }
        return movementsOf(losing).stream()
                .flatMap(leaving -> movementsOf(gaining).stream()
                        .flatMap(entering -> geometry.findMeeting(leaving, entering).stream()))
                .mapToDouble(meeting ->
                        (meeting.metresOnFirst() + rules.vehicleMetres()) / rules.clearingSpeedMetresPerSecond()
                                - meeting.metresOnSecond() / rules.enteringSpeedMetresPerSecond())
                .max();
    }

    private OptionalDouble fromVehicles(Phase vehicles, Phase pedestrians) {
        int arm = pedestrians.approach();
        return movementsOf(vehicles).stream()
                .filter(movement -> movement.fromApproach() == arm
                        || movement.toApproach() == arm && !givesWayToPedestrians(vehicles, movement))
                .mapToDouble(movement -> {
                    double metres = movement.fromApproach() == arm ? 0 : geometry.lengthMetres(movement);
                    return (metres + CROSSWALK_METRES + rules.vehicleMetres()) / rules.clearingSpeedMetresPerSecond();
                })
                .max();
    }

    private boolean mayMeet(Phase a, Phase b) {
        return isMixed(a) && isMixed(b) && geometry.skewDegrees(a.approach(), b.approach()) <= FACING_DEGREES;
    }

    private boolean givesWayToPedestrians(Phase phase, Movement movement) {
        return movement.turn() == Turn.RIGHT || movement.turn() == Turn.LEFT && isMixed(phase);
    }

    /** Whether a round light lets the whole approach go, or left turns have a phase of their own. */
    private boolean isMixed(Phase phase) {
        long phasesOfApproach = phases.stream()
                .filter(other -> other.isVehicle() && other.approach() == phase.approach())
                .count();
        boolean onlyLeft = movementsOf(phase).stream()
                .allMatch(movement -> movement.turn() == Turn.LEFT || movement.turn() == Turn.U_TURN);
        return phasesOfApproach == 1 && !onlyLeft;
    }

    private List<Movement> movementsOf(Phase phase) {
        return phase.movements().stream().map(movements::get).toList();
    }
}
