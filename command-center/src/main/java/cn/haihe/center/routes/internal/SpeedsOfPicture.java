package cn.haihe.center.routes.internal;

import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.routing.live.SegmentSpeeds;

/** What the board knows of the traffic, as the route guide takes it. */
final class SpeedsOfPicture {
    private SpeedsOfPicture() {}

    static SegmentSpeeds read(TrafficPicture picture) {
        int segments = picture.city().segments().size();
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(segments, picture.asOf());
        for (int segment = 0; segment < segments; segment++) {
            int index = segment;
            picture.find(segment).ifPresent(traffic -> speeds.speed(index, traffic.speedKmh(), traffic.grade()));
        }
        return speeds.build();
    }
}
