package cn.haihe.signal.network;

import java.util.List;

/**
 * A road that leads to an intersection's stop line.
 *
 * @param id of the road, unique in the network
 * @param lanes ids at the stop line, from the kerb
 * @param headingDegrees direction of travel at the stop line, 0 north, clockwise
 */
public record RoadApproach(
        String id, double lengthMetres, double freeSpeedMps, List<String> lanes, double headingDegrees) {
    public RoadApproach {
        lanes = List.copyOf(lanes);
        if (!(lengthMetres > 0 && freeSpeedMps > 0 && Double.isFinite(lengthMetres + freeSpeedMps))) {
            throw new IllegalArgumentException(
                    "approach " + id + ": " + lengthMetres + " m at " + freeSpeedMps + " m/s");
        }
    }
}
