package cn.haihe.map.city;

import java.util.List;

/**
 * An approach (进口): one arm of a signal junction.
 *
 * @param number 1, 2, … clockwise from north by where the arm lies
 * @param bearingDegrees where the arm lies as seen from the junction: 0 north, clockwise, below 360
 * @param street the name of the arm's road
 * @param lanes lanes that lead in; 0 where the arm only leads out
 * @param widthMetres width of the whole arm, both directions: what a pedestrian crosses
 * @param inbound ids of the segments that lead into the junction on this arm
 * @param outbound ids of the segments that lead out of it
 */
public record Approach(
        int number,
        double bearingDegrees,
        Names street,
        int lanes,
        double widthMetres,
        List<String> inbound,
        List<String> outbound) {
    public Approach {
        inbound = List.copyOf(inbound);
        outbound = List.copyOf(outbound);
        if (number < 1 || lanes < 0 || !(bearingDegrees >= 0 && bearingDegrees < 360)) {
            throw new IllegalArgumentException(
                    "approach " + number + ": lanes " + lanes + ", bearing " + bearingDegrees);
        }
    }
}
