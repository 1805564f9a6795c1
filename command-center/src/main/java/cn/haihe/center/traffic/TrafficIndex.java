package cn.haihe.center.traffic;

import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import java.util.List;
import java.util.Optional;

/**
 * The congestion of a whole city after GB/T 33171: the travel-time ratio, time now over time in free flow, of driving
 * once along every lane of every segment with a known speed.
 *
 * @param city empty where no segment's speed is known
 * @param byDistrict only districts with a segment of known speed
 * @param coverageRatio part of the network's length that has a known speed, 0 to 1
 */
public record TrafficIndex(Optional<Value> city, double coverageRatio, List<District> byDistrict) {
    /** Nothing known. */
    public static final TrafficIndex UNKNOWN = new TrafficIndex(Optional.empty(), 0, List.of());

    /**
     * @param ratio the travel-time ratio, above 0
     * @param averageSpeedKmh over the same lanes
     * @param grade at least half of the length that is counted has this grade or a better one
     */
    public record Value(
            double ratio, CongestionLevel level, double averageSpeedKmh, double freeFlowSpeedKmh, Grade grade) {}

    /** @param coverageRatio of the district's network */
    public record District(String adcode, Names names, Value value, double coverageRatio) {}
}
