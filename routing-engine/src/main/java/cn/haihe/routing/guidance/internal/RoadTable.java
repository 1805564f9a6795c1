package cn.haihe.routing.guidance.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.guidance.RoadCapacity;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentSpeeds;

/** What the streets are like on an empty day, by segment index. */
final class RoadTable {
    private static final double KMH_PER_METRE_A_SECOND = 3.6;

    private final City city;
    private final float[] metres;
    private final float[] freeKmh;
    private final float[] vehiclesPerHour;

    RoadTable(City city, RoadCapacity capacity) {
        this.city = city;
        int count = city.segments().size();
        metres = new float[count];
        freeKmh = new float[count];
        vehiclesPerHour = new float[count];
        for (Segment segment : city.segments()) {
            metres[segment.index()] = (float) segment.lengthMetres();
            freeKmh[segment.index()] = (float) segment.speedLimitKmh();
            vehiclesPerHour[segment.index()] = (float) capacity.vehiclesPerHour(segment);
        }
    }

    int segmentCount() {
        return metres.length;
    }

    float metres(int segment) {
        return metres[segment];
    }

    float vehiclesPerHour(int segment) {
        return vehiclesPerHour[segment];
    }

    Names street(int segment) {
        return city.segments().get(segment).names();
    }

    double freeFlowSeconds(int segment) {
        return metres[segment] * KMH_PER_METRE_A_SECOND / freeKmh[segment];
    }

    /** As routes count it: live where known, at most free flow, never below a crawl, under any cap. */
    double seconds(int segment, SegmentSpeeds speeds) {
        float kmh = freeKmh[segment];
        if (speeds.isKnown(segment)) {
            kmh = Math.min(kmh, Math.max(LiveSpeeds.CRAWL_KMH, speeds.getSpeedKmh(segment)));
        }
        if (speeds.isCapped(segment)) {
            kmh = Math.min(kmh, Math.max(LiveSpeeds.CRAWL_KMH, speeds.getCapKmh(segment)));
        }
        return metres[segment] * KMH_PER_METRE_A_SECOND / kmh;
    }
}
