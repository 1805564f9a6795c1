package cn.haihe.signal.adaptive;

import java.util.List;

/**
 * A piece of an approach that one detector watches.
 *
 * @param detector its number in the controller, 1 to 64
 * @param lanes the lanes at the stop line that vehicles in it drive to; several where the zone lies before a widening
 * @param nearMetres its end that is nearer to the stop line
 * @param farMetres its other end, measured likewise
 */
public record DetectorZone(int detector, List<String> lanes, double nearMetres, double farMetres) {
    public DetectorZone {
        lanes = List.copyOf(lanes);
        boolean inRange = detector >= 1 && detector <= 64 && !lanes.isEmpty() && nearMetres >= 0;
        if (!inRange || !(farMetres > nearMetres && farMetres < 10_000)) {
            throw new IllegalArgumentException(
                    "detector " + detector + ": " + nearMetres + " to " + farMetres + " m of lanes " + lanes);
        }
    }

    public double lengthMetres() {
        return farMetres - nearMetres;
    }
}
