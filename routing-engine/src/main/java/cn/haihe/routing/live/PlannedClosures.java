package cn.haihe.routing.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Segments that will be closed: roadworks and events that are ordered ahead. They keep out who comes there at that time;
 * what is closed now stands in {@link SegmentSpeeds}. Immutable.
 */
public final class PlannedClosures {
    private final int segmentCount;
    private final Map<Integer, long[]> windows;

    private PlannedClosures(Builder builder) {
        segmentCount = builder.segmentCount;
        windows = new HashMap<>();
        builder.windows.forEach((segment, times) ->
                windows.put(segment, times.stream().mapToLong(Long::longValue).toArray()));
    }

    public static PlannedClosures none(int segmentCount) {
        return builder(segmentCount).build();
    }

    public static Builder builder(int segmentCount) {
        return new Builder(segmentCount);
    }

    public int segmentCount() {
        return segmentCount;
    }

    public boolean isEmpty() {
        return windows.isEmpty();
    }

    public boolean isClosed(int segmentIndex, long epochMillis) {
        long[] times = windows.get(segmentIndex);
        if (times == null) {
            return false;
        }
        for (int i = 0; i < times.length; i += 2) {
            if (epochMillis >= times[i] && epochMillis < times[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Not for several threads. */
    public static final class Builder {
        private final int segmentCount;
        private final Map<Integer, List<Long>> windows = new HashMap<>();

        private Builder(int segmentCount) {
            this.segmentCount = segmentCount;
        }

        /** @param until empty where nobody knows */
        public Builder close(int segmentIndex, Instant from, Optional<Instant> until) {
            Objects.checkIndex(segmentIndex, segmentCount);
            List<Long> times = windows.computeIfAbsent(segmentIndex, none -> new ArrayList<>(2));
            times.add(from.toEpochMilli());
            times.add(until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
            return this;
        }

        public PlannedClosures build() {
            return new PlannedClosures(this);
        }
    }
}
