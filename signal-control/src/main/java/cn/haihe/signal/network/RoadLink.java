package cn.haihe.signal.network;

import java.util.List;

/**
 * The way from one intersection's exit road to the next intersection's approach, with no signal between.
 *
 * @param lanes the fewest on the way
 * @param flowPerHour vehicles an hour that arrive over it at the approach's stop line, one figure per interval
 */
public record RoadLink(
        String from,
        String fromExit,
        String to,
        String toApproach,
        double lengthMetres,
        double travelSeconds,
        int lanes,
        List<Double> flowPerHour) {
    public RoadLink {
        flowPerHour = List.copyOf(flowPerHour);
        if (!(lengthMetres > 0 && travelSeconds > 0 && travelSeconds < 86_400 && lanes >= 1 && lanes <= 20)) {
            throw new IllegalArgumentException("link " + fromExit + " to " + toApproach + ": " + lengthMetres + " m, "
                    + travelSeconds + " s, " + lanes + " lanes");
        }
    }
}
