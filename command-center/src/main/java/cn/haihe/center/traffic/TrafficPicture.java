package cn.haihe.center.traffic;

import cn.haihe.map.city.City;
import java.time.Instant;
import java.util.Optional;

/** What is known of the traffic of the whole city at one moment, by segment index. Immutable. */
public final class TrafficPicture {
    private final City city;
    private final Instant asOf;
    private final SegmentTraffic[] bySegment;
    private final TrafficIndex index;

    /** @param bySegment null where nothing is known; not to be changed afterwards */
    public TrafficPicture(City city, Instant asOf, SegmentTraffic[] bySegment, TrafficIndex index) {
        this.city = city;
        this.asOf = asOf;
        this.bySegment = bySegment;
        this.index = index;
    }

    public City city() {
        return city;
    }

    /** When the picture was taken. */
    public Instant asOf() {
        return asOf;
    }

    public Optional<SegmentTraffic> find(int segmentIndex) {
        return Optional.ofNullable(bySegment[segmentIndex]);
    }

    public TrafficIndex index() {
        return index;
    }
}
