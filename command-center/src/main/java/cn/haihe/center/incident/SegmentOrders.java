package cn.haihe.center.incident;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What incidents together order, by segment index of one city.
 *
 * @param closedUntil the closed segments, ascending, and when the last closure of each ends, empty where nobody knows
 * @param capKmh the lowest cap of each segment that has one
 */
public record SegmentOrders(Map<Integer, Optional<Instant>> closedUntil, Map<Integer, Double> capKmh) {
    public static final SegmentOrders NONE = new SegmentOrders(Map.of(), Map.of());

    public SegmentOrders {
        closedUntil = Collections.unmodifiableMap(new TreeMap<>(closedUntil));
        capKmh = Map.copyOf(capKmh);
    }

    /** Segments that this city does not have are left out. */
    public static SegmentOrders of(List<Incident> incidents, City city) {
        Map<Integer, Optional<Instant>> closed = new TreeMap<>();
        Map<Integer, Double> caps = new HashMap<>();
        for (Incident incident : incidents) {
            for (String id : incident.segmentIds()) {
                Optional<Segment> segment = city.findSegment(id);
                if (segment.isEmpty()) {
                    continue;
                }
                int index = segment.get().index();
                switch (incident.effect()) {
                    case CLOSED -> closed.merge(index, incident.until(), SegmentOrders::later);
                    case SPEED_CAP -> caps.merge(index, incident.speedCapKmh().orElseThrow(), Math::min);
                    case NOTICE -> {}
                }
            }
        }
        return new SegmentOrders(closed, caps);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(end -> other.map(otherEnd -> end.isAfter(otherEnd) ? end : otherEnd));
    }

    public boolean isEmpty() {
        return closedUntil.isEmpty() && capKmh.isEmpty();
    }
}
