package cn.haihe.signal.verify;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a junction's design itself is safe, judged from the map without the designer: ways that meet conflict unless the
 * law has one give way, a last vehicle has left where a first one comes, and whoever walks gets across at 1.0 m/s.
 */
final class DesignCheck {
    private static final double WALKING_METRES_PER_SECOND = 1.0;
    /** Wider arms have a refuge, so that a walk begun late ends there (GB 14886). */
    private static final double REFUGE_METRES = 16;

    private static final double CLEARING_METRES_PER_SECOND = 10;
    private static final double ENTERING_METRES_PER_SECOND = 11.1;
    private static final double VEHICLE_METRES = 6;
    private static final double CROSSWALK_METRES = 6;
    private static final int LEAST_VEHICLE_GREEN_SECONDS = 5;
    private static final int LEAST_AMBER_SECONDS = 3;
    private static final int LEAST_ALL_RED_SECONDS = 1;
    private static final double LONGEST_ALL_RED_SECONDS = 6;
    /** Lanes are not in the map: two drawings of one junction differ by a few metres. */
    private static final double TOLERANCE_SECONDS = 1;

    private final SignalJunction junction;
    private final Ways ways;
    private final Map<Integer, Movement> movements;
    private final List<Finding> findings = new ArrayList<>();

    DesignCheck(Junction map, SignalJunction junction) {
        this.junction = junction;
        ways = new Ways(map);
        movements = map.movements().stream().collect(Collectors.toMap(Movement::number, Function.identity()));
    }

    List<Finding> check() {
        for (Phase phase : junction.phases()) {
            checkLeast(phase);
            for (Phase other : junction.phases()) {
                if (other.number() != phase.number()) {
                    checkLeastRed(phase, other);
                    checkPair(phase, other);
                }
            }
        }
        return findings;
    }

    private void checkLeast(Phase phase) {
        if (phase.isVehicle()) {
            if (phase.minGreenSeconds() < LEAST_VEHICLE_GREEN_SECONDS) {
                add(
                        Rule.LEAST_GREEN,
                        phase,
                        phase.minGreenSeconds() + " s of least green, not " + LEAST_VEHICLE_GREEN_SECONDS);
            }
            if (phase.amberSeconds() < LEAST_AMBER_SECONDS) {
                add(Rule.LEAST_AMBER, phase, phase.amberSeconds() + " s of amber, not " + LEAST_AMBER_SECONDS);
            }
            return;
        }
        double metres = ways.widthMetres(phase.approach());
        double walk = metres / WALKING_METRES_PER_SECOND;
        double clear = Math.min(metres, REFUGE_METRES) / WALKING_METRES_PER_SECOND;
        if (phase.minGreenSeconds() < walk - 1e-9 || phase.greenFlashSeconds() < clear - 1e-9) {
            add(
                    Rule.PEDESTRIAN_WALK,
                    phase,
                    String.format(
                            "%.1f m to walk take %.0f s, of which %.0f s after the last start: it has %d s of green, %d s of"
                                    + " them flashing",
                            metres, walk, clear, phase.minGreenSeconds(), phase.greenFlashSeconds()));
        }
    }

    /** Whatever the geometry says: a green never begins right behind the amber of what conflicts with it. */
    private void checkLeastRed(Phase losing, Phase gaining) {
        int held = junction.intergreens().seconds(losing.number(), gaining.number());
        if (junction.conflicts().conflicts(losing.number(), gaining.number())
                && held < losing.amberSeconds() + LEAST_ALL_RED_SECONDS) {
            findings.add(new Finding(
                    Rule.CLEARANCE_GEOMETRY,
                    "phases " + losing.number() + " and " + gaining.number(),
                    String.format(
                            "%d s from one green to the other, at least %d s of amber and %d s of red are needed",
                            held, losing.amberSeconds(), LEAST_ALL_RED_SECONDS)));
        }
    }

    private void checkPair(Phase losing, Phase gaining) {
        OptionalDouble needed = losing.isVehicle() && gaining.isVehicle()
                ? betweenVehicles(losing, gaining)
                : withPedestrians(losing, gaining);
        if (needed.isEmpty()) {
            return;
        }
        String pair = "phases " + losing.number() + " and " + gaining.number();
        if (!junction.conflicts().conflicts(losing.number(), gaining.number())) {
            if (losing.number() < gaining.number()) {
                findings.add(
                        new Finding(Rule.CONFLICT_MATRIX, pair, "their ways meet, yet they may have green together"));
            }
            return;
        }
        double allRed = Math.min(LONGEST_ALL_RED_SECONDS, needed.getAsDouble());
        int held = junction.intergreens().seconds(losing.number(), gaining.number());
        if (held >= losing.amberSeconds() + LEAST_ALL_RED_SECONDS
                && held < losing.amberSeconds() + allRed - TOLERANCE_SECONDS) {
            findings.add(new Finding(
                    Rule.CLEARANCE_GEOMETRY,
                    pair,
                    String.format(
                            "%d s from one green to the other, the ways ask for %d s of amber and %.1f s of red",
                            held, losing.amberSeconds(), allRed)));
        }
    }

    /** Seconds of red; empty where nothing meets that must not. */
    private OptionalDouble betweenVehicles(Phase losing, Phase gaining) {
        boolean oneGivesWay =
                ways.areOpposite(losing.approach(), gaining.approach()) && letsAllGo(losing) && letsAllGo(gaining);
        if (oneGivesWay) {
            return OptionalDouble.empty();
        }
        boolean losingYields = junction.yields().givesWay(losing.number(), gaining.number());
        boolean gainingYields = junction.yields().givesWay(gaining.number(), losing.number());
        return of(losing).stream()
                .flatMap(leaving -> of(gaining).stream()
                        .filter(entering -> !(losingYields && ways.mayGiveWay(leaving, entering)
                                || gainingYields && ways.mayGiveWay(entering, leaving)))
                        .flatMap(entering -> ways.meet(leaving, entering).stream()))
                .mapToDouble(meeting -> (meeting.onFirst() + VEHICLE_METRES) / CLEARING_METRES_PER_SECOND
                        - meeting.onSecond() / ENTERING_METRES_PER_SECOND)
                .max();
    }

    private OptionalDouble withPedestrians(Phase losing, Phase gaining) {
        if (!losing.isVehicle() && !gaining.isVehicle()) {
            return OptionalDouble.empty();
        }
        Phase vehicles = losing.isVehicle() ? losing : gaining;
        int arm = losing.isVehicle() ? gaining.approach() : losing.approach();
        OptionalDouble clearing = of(vehicles).stream()
                .filter(way -> way.fromApproach() == arm || way.toApproach() == arm && !givesWay(vehicles, way))
                .mapToDouble(way ->
                        ((way.fromApproach() == arm ? 0 : ways.lengthMetres(way)) + CROSSWALK_METRES + VEHICLE_METRES)
                                / CLEARING_METRES_PER_SECOND)
                .max();
        return losing.isVehicle() || clearing.isEmpty() ? clearing : OptionalDouble.of(1);
    }

    /** Who turns gives way to those who walk along, but under an arrow of their own. */
    private boolean givesWay(Phase phase, Movement way) {
        return way.turn() == Turn.RIGHT || way.turn() == Turn.LEFT && letsAllGo(phase);
    }

    /** Under a round light, that is: a left turn waits for those who come. */
    private boolean letsAllGo(Phase phase) {
        boolean wholeApproach = movements.values().stream()
                .filter(way -> way.fromApproach() == phase.approach())
                .allMatch(way -> phase.movements().contains(way.number()));
        boolean ofApproach = of(phase).stream().allMatch(way -> way.fromApproach() == phase.approach());
        return wholeApproach
                && ofApproach
                && of(phase).stream().anyMatch(way -> way.turn() == Turn.STRAIGHT || way.turn() == Turn.RIGHT);
    }

    private List<Movement> of(Phase phase) {
        return phase.movements().stream().map(movements::get).toList();
    }

    private void add(Rule rule, Phase phase, String detail) {
        findings.add(new Finding(rule, "phase " + phase.number(), detail));
    }
}
