package cn.haihe.signal.junction;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways through a junction as chords of a circle: vehicles keep right, so that seen from the centre traffic comes in
 * on the left side of an arm and goes out on its right side. Whether two ways meet depends on the order of the arms
 * only; where they meet, on the circle's radius, that is guessed from the widths of the arms.
 */
final class JunctionGeometry {
    private static final double LEAST_RADIUS_METRES = 10;
    private static final double STOP_LINE_SETBACK_METRES = 6;
    private static final double WIDEST_LANE_SHIFT_DEGREES = 10;
    private static final double UNKNOWN_WIDTH_METRES = 7;

    private final Map<Integer, Approach> approaches = new HashMap<>();
    private final Map<Integer, Integer> orderOfArm = new HashMap<>();
    private final double radiusMetres;
    private final double laneShiftDegrees;

    JunctionGeometry(Junction junction) {
        List<Approach> clockwise = junction.approaches().stream()
                .sorted(Comparator.comparingDouble(Approach::bearingDegrees).thenComparingInt(Approach::number))
                .toList();
        double widest = 0;
        double narrowestGap = 360;
        for (int i = 0; i < clockwise.size(); i++) {
            Approach arm = clockwise.get(i);
            Approach next = clockwise.get((i + 1) % clockwise.size());
            approaches.put(arm.number(), arm);
            orderOfArm.put(arm.number(), i);
            widest = Math.max(widest, widthMetres(arm));
            narrowestGap = Math.min(narrowestGap, (next.bearingDegrees() - arm.bearingDegrees() + 360) % 360);
        }
        radiusMetres = Math.max(LEAST_RADIUS_METRES, widest / 2 + STOP_LINE_SETBACK_METRES);
        laneShiftDegrees = Math.min(WIDEST_LANE_SHIFT_DEGREES, narrowestGap / 4);
    }

    static double widthMetres(Approach arm) {
        return arm.widthMetres() > 0 ? arm.widthMetres() : UNKNOWN_WIDTH_METRES;
    }

    /** Where two ways meet: metres from the stop line on each. */
    record Meeting(double metresOnFirst, double metresOnSecond) {}

    /** Whether the ways cross or end in the same arm; a vehicle that turns round always gives way and does not count. */
    boolean meet(Movement a, Movement b) {
        if (a.fromApproach() == b.fromApproach() || a.turn() == Turn.U_TURN || b.turn() == Turn.U_TURN) {
            return false;
        }
        return a.toApproach() == b.toApproach() || crossOnCircle(a, b);
    }

    /** Empty where the ways do not {@link #meet}. */
    Optional<Meeting> findMeeting(Movement a, Movement b) {
        if (!meet(a, b)) {
            return Optional.empty();
        }
        if (a.toApproach() == b.toApproach()) {
            return Optional.of(new Meeting(lengthMetres(a), lengthMetres(b)));
        }
        double[] p = entry(a.fromApproach());
        double[] r = difference(exit(a.toApproach()), p);
        double[] q = entry(b.fromApproach());
        double[] s = difference(exit(b.toApproach()), q);
        double cross = r[0] * s[1] - r[1] * s[0];
        if (Math.abs(cross) < 1e-6) {
            return Optional.of(new Meeting(lengthMetres(a), 0));
        }
        double[] pq = difference(q, p);
        double onA = (pq[0] * s[1] - pq[1] * s[0]) / cross;
        double onB = (pq[0] * r[1] - pq[1] * r[0]) / cross;
        return Optional.of(new Meeting(clamp(onA) * lengthMetres(a), clamp(onB) * lengthMetres(b)));
    }

    double lengthMetres(Movement movement) {
        double[] chord = difference(exit(movement.toApproach()), entry(movement.fromApproach()));
        return Math.hypot(chord[0], chord[1]);
    }

    /** How far two arms are from facing each other: 0 opposite, 180 the same direction. */
    double skewDegrees(int a, int b) {
        double between =
                Math.abs(approaches.get(a).bearingDegrees() - approaches.get(b).bearingDegrees());
        return Math.abs(180 - between);
    }

    private boolean crossOnCircle(Movement a, Movement b) {
        int in = 2 * orderOfArm.get(a.fromApproach());
        int out = 2 * orderOfArm.get(a.toApproach()) + 1;
        boolean beginsBetween = isBetween(2 * orderOfArm.get(b.fromApproach()), in, out);
        boolean endsBetween = isBetween(2 * orderOfArm.get(b.toApproach()) + 1, in, out);
        return beginsBetween != endsBetween;
    }

    private static boolean isBetween(int place, int from, int to) {
        return from < to ? place > from && place < to : place > from || place < to;
    }

    private double[] entry(int approach) {
        return point(approaches.get(approach).bearingDegrees() - laneShiftDegrees);
    }

    private double[] exit(int approach) {
        return point(approaches.get(approach).bearingDegrees() + laneShiftDegrees);
    }

    private double[] point(double bearingDegrees) {
        double angle = Math.toRadians(bearingDegrees);
        return new double[] {radiusMetres * Math.sin(angle), radiusMetres * Math.cos(angle)};
    }

    private static double[] difference(double[] to, double[] from) {
        return new double[] {to[0] - from[0], to[1] - from[1]};
    }

    private static double clamp(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
