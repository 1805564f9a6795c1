package cn.haihe.routing.live;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How long one waits at signals, by movement: from a segment that leads up to a stop line to a segment that leads away
 * from the junction. Only signals whose plan is known have delays; the others are told too, so that an answer can say how
 * many it counted. Immutable.
 */
public final class TurnDelays {
    /** Longer than any plan has one wait: more is a mistake. */
    public static final int MOST_MILLIS = 900_000;

    private final Instant asOf;
    private final int segmentCount;
    private final BitSet signals;
    private final Map<Integer, Map<Integer, Integer>> millisByExitByApproach;

    private TurnDelays(Builder builder) {
        asOf = builder.asOf;
        segmentCount = builder.segmentCount;
        signals = (BitSet) builder.signals.clone();
        Map<Integer, Map<Integer, Integer>> copy = new HashMap<>();
        builder.millis.forEach((approach, exits) -> copy.put(approach, Map.copyOf(exits)));
        millisByExitByApproach = Collections.unmodifiableMap(copy);
    }

    /**
     * @param segmentCount of the city
     * @param asOf the moment that the plans are of
     */
    public static Builder builder(int segmentCount, Instant asOf) {
        return new Builder(segmentCount, asOf);
    }

    public Instant asOf() {
        return asOf;
    }

    public int segmentCount() {
        return segmentCount;
    }

    /** Whether the segment leads up to a signal. */
    public boolean isSignal(int segmentIndex) {
        return signals.get(segmentIndex);
    }

    /** Whether it is known how long one waits at its end. */
    public boolean isKnown(int segmentIndex) {
        return millisByExitByApproach.containsKey(segmentIndex);
    }

    /** The mean wait of the movement from one segment to another, where it is known. */
    public OptionalInt findMillis(int approach, int exit) {
        Integer millis = millisByExitByApproach.getOrDefault(approach, Map.of()).get(exit);
        return millis == null ? OptionalInt.empty() : OptionalInt.of(millis);
    }

    /** By the segment that leads up to the signal, then by the one that leads away, in milliseconds. */
    Map<Integer, Map<Integer, Integer>> millisByExitByApproach() {
        return millisByExitByApproach;
    }

    /** Collects delays; not for several threads. */
    public static final class Builder {
        private final Instant asOf;
        private final int segmentCount;
        private final BitSet signals = new BitSet();
        private final Map<Integer, Map<Integer, Integer>> millis = new HashMap<>();

        private Builder(int segmentCount, Instant asOf) {
            this.segmentCount = segmentCount;
            this.asOf = Objects.requireNonNull(asOf, "asOf");
        }

        /** A signal at the end of this segment. */
        public Builder signal(int approach) {
            signals.set(Objects.checkIndex(approach, segmentCount));
            return this;
        }

        /**
         * The mean wait of one movement; of two for the same segments the shorter counts.
         *
         * @param millis 0 to {@link #MOST_MILLIS}
         */
        public Builder delay(int approach, int exit, int millis) {
            Objects.checkIndex(exit, segmentCount);
            if (millis < 0 || millis > MOST_MILLIS) {
                throw new IllegalArgumentException("a wait of " + millis + " ms");
            }
            signal(approach);
            this.millis.computeIfAbsent(approach, none -> new HashMap<>(4)).merge(exit, millis, Math::min);
            return this;
        }

        public TurnDelays build() {
            return new TurnDelays(this);
        }
    }
}
