package cn.haihe.routing.bench;

import cn.haihe.map.city.City;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import java.time.Instant;
import java.util.Random;

/** Seeded pictures of a city's traffic. */
final class Traffic {
    private Traffic() {}

    /** Main roads lose more of their speed than side streets, and a fifth of the segments has no live value. */
    static SegmentSpeeds rushHour(City city, long seed) {
        Random random = new Random(seed);
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(city.segments().size(), Instant.now());
        for (Segment segment : city.segments()) {
            double share = (isMain(segment) ? 0.25 : 0.45) + 0.4 * random.nextDouble();
            if (random.nextInt(5) > 0) {
                speeds.speed(segment.index(), share * segment.speedLimitKmh(), Grade.B);
            }
        }
        return speeds.build();
    }

    /** Every segment has a live value: main roads crawl at a tenth of their limit, side streets at a third. */
    static SegmentSpeeds jam(City city, long seed) {
        Random random = new Random(seed);
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(city.segments().size(), Instant.now());
        for (Segment segment : city.segments()) {
            double share = (isMain(segment) ? 0.05 : 0.2) + (isMain(segment) ? 0.1 : 0.3) * random.nextDouble();
            speeds.speed(segment.index(), share * segment.speedLimitKmh(), Grade.A);
        }
        return speeds.build();
    }

    private static boolean isMain(Segment segment) {
        return segment.roadClass().compareTo(RoadClass.SECONDARY) <= 0;
    }
}
