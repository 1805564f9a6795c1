package cn.haihe.center.routes.internal;

import cn.haihe.center.signals.DelayPicture;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.live.TurnDelays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What signal control knows of the waits, as the route guide takes it: movements become pairs of segments. */
final class DelaysOfPicture {
    private DelaysOfPicture() {}

    static TurnDelays read(City city, DelayPicture picture) {
        TurnDelays.Builder delays = TurnDelays.builder(city.segments().size(), picture.asOf());
        for (Junction junction : city.junctions()) {
            Map<Integer, Approach> approaches =
                    junction.approaches().stream().collect(Collectors.toMap(Approach::number, approach -> approach));
            for (Approach approach : junction.approaches()) {
                indexes(city, approach.inbound()).forEach(delays::signal);
            }
            Map<Integer, Double> known = picture.secondsByMovement().getOrDefault(junction.id(), Map.of());
            for (Movement movement : junction.movements()) {
                Double seconds = known.get(movement.number());
                if (seconds != null) {
                    int millis = (int) Math.min(TurnDelays.MOST_MILLIS, Math.round(1000 * seconds));
                    List<Integer> exits =
                            indexes(city, approaches.get(movement.toApproach()).outbound());
                    for (int from : indexes(
                            city, approaches.get(movement.fromApproach()).inbound())) {
                        exits.forEach(to -> delays.delay(from, to, millis));
                    }
                }
            }
        }
        return delays.build();
    }

    private static List<Integer> indexes(City city, List<String> segmentIds) {
        return segmentIds.stream()
                .flatMap(id -> city.findSegment(id).stream())
                .map(Segment::index)
                .toList();
    }
}
