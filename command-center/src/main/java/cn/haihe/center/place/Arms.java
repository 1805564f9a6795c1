package cn.haihe.center.place;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import java.util.Comparator;
import java.util.Optional;

/** Finds the arms and movements of a junction by where they lie. */
public final class Arms {
    /** An arm that points further away than this leads elsewhere. */
    private static final double ASTRAY_DEGREES_MAX = 60;

    private Arms() {}

    /** The arm that lies in this direction as seen from the junction. */
    public static Optional<Approach> findArm(Junction junction, double bearingDegrees) {
        return junction.approaches().stream()
                .min(Comparator.comparingDouble(arm -> astray(arm, bearingDegrees)))
                .filter(arm -> astray(arm, bearingDegrees) <= ASTRAY_DEGREES_MAX);
    }

    private static double astray(Approach arm, double bearingDegrees) {
        return Math.abs(((arm.bearingDegrees() - bearingDegrees) % 360 + 540) % 360 - 180);
    }

    /** Empty where the map allows none. */
    public static Optional<Movement> findMovement(Junction junction, int fromApproach, int toApproach) {
        return junction.movements().stream()
                .filter(movement -> movement.fromApproach() == fromApproach && movement.toApproach() == toApproach)
                .findFirst();
    }
}
