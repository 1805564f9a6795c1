package cn.haihe.center.traffic.internal;

import cn.haihe.center.traffic.SegmentTraffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The latest observation of each source for each segment. For one thread. */
final class SegmentTable {
    /** More sources for one segment than there can be honest ones: the oldest observation makes room. */
    private static final int SOURCES_MAX = 8;

    private final List<SegmentObservation>[] bySegment;

    @SuppressWarnings("unchecked")
    SegmentTable(int segments) {
        bySegment = new List[segments];
    }

    /** An observation that is not newer than the one of the same source changes nothing. */
    void put(SegmentObservation observation) {
        int index = observation.segment().index();
        List<SegmentObservation> present = bySegment[index];
        if (present == null) {
            bySegment[index] = List.of(observation);
            return;
        }
        List<SegmentObservation> next = new ArrayList<>(present.size() + 1);
        for (SegmentObservation other : present) {
            if (!other.sourceId().equals(observation.sourceId())) {
                next.add(other);
            } else if (!observation.observedAt().isAfter(other.observedAt())) {
                return;
            }
        }
        if (next.size() == SOURCES_MAX) {
            next.remove(oldest(next));
        }
        next.add(observation);
        bySegment[index] = next;
    }

    private static SegmentObservation oldest(List<SegmentObservation> observations) {
        SegmentObservation oldest = observations.get(0);
        for (SegmentObservation other : observations) {
            if (other.observedAt().isBefore(oldest.observedAt())) {
                oldest = other;
            }
        }
        return oldest;
    }

    /** Sources whose zeros are not believed now. */
    Set<String> failed(SegmentFusion fusion, Instant now) {
        return fusion.failed(
                () -> Arrays.stream(bySegment).filter(Objects::nonNull).iterator(), now);
    }

    /** By segment index; null where nothing is known. */
    SegmentTraffic[] fuse(SegmentFusion fusion, Instant now, Set<String> failed) {
        SegmentTraffic[] fused = new SegmentTraffic[bySegment.length];
        for (int i = 0; i < fused.length; i++) {
            if (bySegment[i] != null) {
                fused[i] = fusion.fuse(bySegment[i], now, failed).orElse(null);
            }
        }
        return fused;
    }
}
