package cn.haihe.signal.adaptive;

import java.util.List;

/**
 * A piece of an approach that one detector watches.
 *
 * @param detector its number in the controller, 1 to 64
 * @param lanes the lanes at the stop line that vehicles in it drive to; several where the zone lies before a widening
 * @param measure what tells how many vehicles are in it
 * @param periodSeconds over which it counts those that leave
 * @param nearMetres its end that is nearer to the stop line
 * @param farMetres its other end, measured likewise
 */
public record DetectorZone(
        int detector, List<String> lanes, Measure measure, int periodSeconds, double nearMetres, double farMetres) {
    public enum Measure {
        /** The share of the zone's length that is under vehicles is its occupancy: video or radar. */
        COVER,
        /** A queue is told in metres of each lane, whatever the occupancy of the stop line. */
        QUEUE
    }

    public DetectorZone {
        lanes = List.copyOf(lanes);
        boolean inRange = detector >= 1 && detector <= 64 && !lanes.isEmpty() && nearMetres >= 0 && periodSeconds >= 1;
        if (!inRange || !(farMetres > nearMetres && farMetres < 10_000)) {
            throw new IllegalArgumentException(
                    "detector " + detector + ": " + nearMetres + " to " + farMetres + " m of lanes " + lanes);
        }
    }

    /** A zone of a camera that tells what it sees each second. */
    public static DetectorZone covered(int detector, List<String> lanes, double nearMetres, double farMetres) {
        return new DetectorZone(detector, lanes, Measure.COVER, 1, nearMetres, farMetres);
    }

    /** A detector at the stop line that measures the queue before it. */
    public static DetectorZone queue(int detector, List<String> lanes, int periodSeconds, double longestMetres) {
        return new DetectorZone(detector, lanes, Measure.QUEUE, periodSeconds, 0, longestMetres);
    }

    public double lengthMetres() {
        return farMetres - nearMetres;
    }
}
