package cn.haihe.center.traffic;

import cn.haihe.map.city.City;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the traffic of the whole city at one moment.
 *
 * @param asOf when the picture was taken
 */
public record TrafficPicture(City city, Instant asOf, SegmentValues values, TrafficIndex index) {
    public Optional<SegmentTraffic> find(int segmentIndex) {
        return values.find(segmentIndex);
    }
}
