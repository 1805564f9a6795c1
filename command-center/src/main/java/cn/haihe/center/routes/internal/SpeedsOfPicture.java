package cn.haihe.center.routes.internal;

import cn.haihe.center.incident.SegmentOrders;
import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.City;
import cn.haihe.routing.live.SegmentSpeeds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the boards know of the traffic and of incidents, as the route guide takes it: one snapshot of both. */
final class SpeedsOfPicture {
    private SpeedsOfPicture() {}

    /**
     * @param traffic empty while none is known
     * @param ordersAsOf the moment that the orders are of
     * @param feedCounts how long after it was observed a speed of zero closes a street
     */
    static SegmentSpeeds read(
            City city,
            Optional<TrafficPicture> traffic,
            SegmentOrders orders,
            Instant ordersAsOf,
            Duration feedCounts) {
        int segments = city.segments().size();
        SegmentSpeeds.Builder speeds = SegmentSpeeds.builder(
                segments, traffic.map(TrafficPicture::asOf).orElse(ordersAsOf));
        traffic.ifPresent(picture -> {
            SegmentValues known = picture.values();
            for (int segment = 0; segment < segments; segment++) {
                if (known.isKnown(segment)) {
                    speeds.speed(segment, known.speedKmh(segment), known.grade(segment));
                    if (known.isClosed(segment)) {
                        speeds.close(segment, known.observedAt(segment).plus(feedCounts));
                    }
                }
            }
        });
        orders.closedUntil()
                .forEach((segment, until) ->
                        until.ifPresentOrElse(end -> speeds.close(segment, end), () -> speeds.close(segment)));
        orders.capKmh().forEach(speeds::cap);
        return speeds.build();
    }
}
