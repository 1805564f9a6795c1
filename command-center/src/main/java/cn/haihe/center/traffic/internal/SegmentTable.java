package cn.haihe.center.traffic.internal;

import cn.haihe.center.traffic.SegmentValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The latest observation of each source for each segment, in arrays: a layer holds one observation of every segment, and
 * a segment that several sources observe is in as many layers, from the first on without a gap. For one thread.
 */
final class SegmentTable {
    /** More sources for one segment than there can be honest ones: the oldest observation makes room. */
    private static final int SOURCES_MAX = 8;

    private final int segments;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> sources = new ArrayList<>();

    SegmentTable(int segments) {
        this.segments = segments;
    }

    /** An observation that is not newer than the one of the same source changes nothing. */
    void put(SegmentObservation observation) {
        int segment = observation.segment();
        int source = numbers.computeIfAbsent(observation.sourceId(), id -> {
            sources.add(id);
            return sources.size() - 1;
        });
        long millis = observation.observedAt().toEpochMilli();
        for (Layer layer : layers) {
            if (!layer.isKnown(segment)) {
                layer.put(segment, source, millis, observation);
                return;
            }
            if (layer.source(segment) == source) {
                if (millis > layer.observedMillis(segment)) {
                    layer.put(segment, source, millis, observation);
                }
                return;
            }
        }
        if (layers.size() < SOURCES_MAX) {
            layers.add(new Layer(segments));
            layers.get(layers.size() - 1).put(segment, source, millis, observation);
        } else {
            oldest(segment).put(segment, source, millis, observation);
        }
    }

    private Layer oldest(int segment) {
        Layer oldest = layers.get(0);
        for (Layer layer : layers) {
            if (layer.observedMillis(segment) < oldest.observedMillis(segment)) {
                oldest = layer;
            }
        }
        return oldest;
    }

    /** Sources whose zeros are not believed now. */
    Set<String> failed(SegmentFusion fusion, Instant now) {
        return fusion.failed(layers, sources.size(), now.toEpochMilli()).stream()
                .mapToObj(sources::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param limitKmh by segment index */
    SegmentValues fuse(SegmentFusion fusion, double[] limitKmh, Instant now, Set<String> failed) {
        boolean[] isFailed = new boolean[sources.size()];
        for (int source = 0; source < isFailed.length; source++) {
            isFailed[source] = failed.contains(sources.get(source));
        }
        SegmentValues.Builder fused = SegmentValues.builder(segments);
        fusion.fuse(layers, limitKmh, now.toEpochMilli(), isFailed, fused);
        return fused.build(sources);
    }
}
