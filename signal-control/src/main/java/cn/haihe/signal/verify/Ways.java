package cn.haihe.signal.verify;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ways through a junction as straight lines in metres, drawn from the map alone: from the inbound half of one arm's stop
 * line to the outbound half of another's. Vehicles keep right.
 */
final class Ways {
    private static final double UNKNOWN_WIDTH_METRES = 7;
    private static final double LEAST_RADIUS_METRES = 10;
    private static final double SETBACK_METRES = 6;
    /** From the middle of the arm to that of the lanes that matter, as seen from the centre. */
    private static final double WIDEST_SHIFT_DEGREES = 10;

    private static final double TOO_CLOSE = 1e-6;
    private static final double OPPOSITE_DEGREES = 135;
    private static final double STRAIGHT_DEGREES = 20;

    private final Map<Integer, double[]> entries = new HashMap<>();
    private final Map<Integer, double[]> exits = new HashMap<>();
    private final Map<Integer, Double> bearings = new HashMap<>();
    private final Map<Integer, Double> widths = new HashMap<>();

    /** Metres from the stop line to where two ways meet, on each. */
    record Meeting(double onFirst, double onSecond) {}

    Ways(Junction map) {
        double widest = map.approaches().stream().mapToDouble(Ways::width).max().orElse(0);
        double radius = Math.max(LEAST_RADIUS_METRES, widest / 2 + SETBACK_METRES);
        double shift = Math.min(WIDEST_SHIFT_DEGREES, narrowestGap(map) / 4);
        for (Approach arm : map.approaches()) {
            bearings.put(arm.number(), arm.bearingDegrees());
            widths.put(arm.number(), width(arm));
            entries.put(arm.number(), at(radius, arm.bearingDegrees() - shift));
            exits.put(arm.number(), at(radius, arm.bearingDegrees() + shift));
        }
    }

    /** Degrees between the two arms that lie closest. */
    private static double narrowestGap(Junction map) {
        return map.approaches().stream()
                .flatMapToDouble(arm -> map.approaches().stream()
                        .filter(other -> other.number() != arm.number())
                        .mapToDouble(other -> between(arm.bearingDegrees(), other.bearingDegrees())))
                .min()
                .orElse(180);
    }

    private static double width(Approach arm) {
        return arm.widthMetres() > 0 ? arm.widthMetres() : UNKNOWN_WIDTH_METRES;
    }

    private static double[] at(double radius, double bearing) {
        double angle = Math.toRadians(bearing);
        return new double[] {radius * Math.sin(angle), radius * Math.cos(angle)};
    }

    private static double between(double a, double b) {
        double turn = Math.abs(a - b) % 360;
        return Math.min(turn, 360 - turn);
    }

    double widthMetres(int arm) {
        return widths.get(arm);
    }

    boolean areOpposite(int a, int b) {
        return between(bearings.get(a), bearings.get(b)) >= OPPOSITE_DEGREES;
    }

    /**
     * Whether a driver on the one way can be expected to wait for the other while both have green: who turns left for those who
     * face him, who turns right for those he joins. By the arms' bearings, whatever turn the movement claims to be.
     */
    boolean mayGiveWay(Movement yielding, Movement other) {
        double degrees = turnDegrees(yielding);
        boolean isLeft = degrees < -STRAIGHT_DEGREES;
        boolean isRight = degrees > STRAIGHT_DEGREES;
        return isLeft && areOpposite(yielding.fromApproach(), other.fromApproach())
                || isRight && yielding.toApproach() == other.toApproach();
    }

    /** Between -180 and 180, to the right of straight ahead is positive. */
    private double turnDegrees(Movement way) {
        double ahead = bearings.get(way.fromApproach()) + 180;
        return (bearings.get(way.toApproach()) - ahead + 900) % 360 - 180;
    }

    private static boolean turnsBack(Movement way) {
        return way.fromApproach() == way.toApproach();
    }

    double lengthMetres(Movement way) {
        double[] from = entries.get(way.fromApproach());
        double[] to = exits.get(way.toApproach());
        return Math.hypot(to[0] - from[0], to[1] - from[1]);
    }

    /** Empty where they come from one arm, one of them turns round, or they neither cross nor end in one arm. */
    Optional<Meeting> meet(Movement a, Movement b) {
        boolean apart = a.fromApproach() == b.fromApproach() || turnsBack(a) || turnsBack(b);
        if (apart) {
            return Optional.empty();
        }
        if (a.toApproach() == b.toApproach()) {
            return Optional.of(new Meeting(lengthMetres(a), lengthMetres(b)));
        }
        double[] p = entries.get(a.fromApproach());
        double[] u = minus(exits.get(a.toApproach()), p);
        double[] q = entries.get(b.fromApproach());
        double[] v = minus(exits.get(b.toApproach()), q);
        double det = u[0] * v[1] - u[1] * v[0];
        if (Math.abs(det) < TOO_CLOSE) {
            return Optional.empty();
        }
        double[] w = minus(q, p);
        double onA = (w[0] * v[1] - w[1] * v[0]) / det;
        double onB = (w[0] * u[1] - w[1] * u[0]) / det;
        boolean cross = onA > TOO_CLOSE && onA < 1 - TOO_CLOSE && onB > TOO_CLOSE && onB < 1 - TOO_CLOSE;
        return cross ? Optional.of(new Meeting(onA * lengthMetres(a), onB * lengthMetres(b))) : Optional.empty();
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1]};
    }
}
