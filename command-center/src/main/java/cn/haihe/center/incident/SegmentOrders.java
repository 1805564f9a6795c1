package cn.haihe.center.incident;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What incidents together order, by segment index of one city.
 *
 * @param closed ascending
 * @param capKmh the lowest cap of each segment that has one
 */
public record SegmentOrders(Set<Integer> closed, Map<Integer, Double> capKmh) {
    public SegmentOrders {
        closed = Collections.unmodifiableSet(new TreeSet<>(closed));
        capKmh = Map.copyOf(capKmh);
    }

    /** Segments that this city does not have are left out. */
    public static SegmentOrders of(List<Incident> incidents, City city) {
        Set<Integer> closed = new TreeSet<>();
        Map<Integer, Double> caps = new HashMap<>();
        for (Incident incident : incidents) {
            for (String id : incident.segmentIds()) {
                Optional<Segment> segment = city.findSegment(id);
                if (segment.isEmpty()) {
                    continue;
                }
                int index = segment.get().index();
                switch (incident.effect()) {
                    case CLOSED -> closed.add(index);
                    case SPEED_CAP -> caps.merge(index, incident.speedCapKmh().orElseThrow(), Math::min);
                    case NOTICE -> {}
                }
            }
        }
        return new SegmentOrders(closed, caps);
    }
}
