package cn.haihe.routing.live;

import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about the traffic of a city at one moment, by segment index: speed and grade where there is a live
 * value, whether the segment is closed, and how fast anyone may drive there for now. Immutable.
 */
public final class SegmentSpeeds {
    /** As fast as the feeds accept. */
    public static final double MAX_KMH = 200;

    private static final Grade[] GRADES = Grade.values();

    private final Instant asOf;
    private final float[] speedKmh;
    private final byte[] gradeOrdinal;
    private final BitSet known;
    private final BitSet closed;
    private final BitSet capped = new BitSet();
    private final Map<Integer, Float> capKmh;
    private final Map<Integer, Instant> reopening;

    private SegmentSpeeds(Builder builder) {
        asOf = builder.asOf;
        speedKmh = builder.speedKmh.clone();
        gradeOrdinal = builder.gradeOrdinal.clone();
        known = (BitSet) builder.known.clone();
        closed = (BitSet) builder.closed.clone();
        capKmh = Map.copyOf(builder.capKmh);
        capKmh.keySet().forEach(capped::set);
        reopening = Map.copyOf(builder.reopening);
    }

    /**
     * @param segmentCount of the city
     * @param asOf the moment that the whole picture is of
     */
    public static Builder builder(int segmentCount, Instant asOf) {
        return new Builder(segmentCount, asOf);
    }

    public Instant asOf() {
        return asOf;
    }

    public int segmentCount() {
        return speedKmh.length;
    }

    /** How many segments have a live speed. */
    public int knownCount() {
        return known.cardinality();
    }

    public boolean isKnown(int segmentIndex) {
        return known.get(segmentIndex);
    }

    public boolean isClosed(int segmentIndex) {
        return closed.get(segmentIndex);
    }

    /** Whether any segment is closed. */
    public boolean hasClosures() {
        return !closed.isEmpty();
    }

    /** Whether there is a speed that nobody may exceed here for now, whatever is measured. */
    public boolean isCapped(int segmentIndex) {
        return capped.get(segmentIndex);
    }

    /** @throws IllegalStateException where there is no such speed */
    public float getCapKmh(int segmentIndex) {
        if (!capped.get(segmentIndex)) {
            throw new IllegalStateException("no cap for segment " + segmentIndex);
        }
        return capKmh.get(segmentIndex);
    }

    /** When a closed segment opens again; empty where nobody knows, and where it is open. */
    public Optional<Instant> findReopening(int segmentIndex) {
        return Optional.ofNullable(reopening.get(segmentIndex));
    }

    /** @throws IllegalStateException where no live speed is known */
    public float getSpeedKmh(int segmentIndex) {
        if (!known.get(segmentIndex)) {
            throw new IllegalStateException("no live speed for segment " + segmentIndex);
        }
        return speedKmh[segmentIndex];
    }

    public Optional<Grade> findGrade(int segmentIndex) {
        return known.get(segmentIndex) ? Optional.of(GRADES[gradeOrdinal[segmentIndex]]) : Optional.empty();
    }

    /** Collects a snapshot; not for several threads. */
    public static final class Builder {
        private final Instant asOf;
        private final float[] speedKmh;
        private final byte[] gradeOrdinal;
        private final BitSet known = new BitSet();
        private final BitSet closed = new BitSet();
        private final Map<Integer, Float> capKmh = new HashMap<>();
        private final Map<Integer, Instant> reopening = new HashMap<>();

        private Builder(int segmentCount, Instant asOf) {
            this.asOf = Objects.requireNonNull(asOf, "asOf");
            speedKmh = new float[segmentCount];
            gradeOrdinal = new byte[segmentCount];
            Arrays.fill(gradeOrdinal, (byte) Grade.D.ordinal());
        }

        /**
         * @param kmh 0 to {@link #MAX_KMH}; 0 is a standstill, it does not close the segment
         * @throws IllegalArgumentException for any other speed
         */
        public Builder speed(int segmentIndex, double kmh, Grade grade) {
            if (!(kmh >= 0 && kmh <= MAX_KMH)) {
                throw new IllegalArgumentException("speed of segment " + segmentIndex + ": " + kmh + " km/h");
            }
            speedKmh[segmentIndex] = (float) kmh;
            gradeOrdinal[segmentIndex] = (byte) grade.ordinal();
            known.set(segmentIndex);
            return this;
        }

        /** Nobody may drive here until a snapshot without this mark. */
        public Builder close(int segmentIndex) {
            Objects.checkIndex(segmentIndex, speedKmh.length);
            closed.set(segmentIndex);
            reopening.remove(segmentIndex);
            return this;
        }

        /** As {@link #close(int)}; a departure planned for later may count on the end. */
        public Builder close(int segmentIndex, Instant until) {
            close(segmentIndex);
            reopening.put(segmentIndex, until);
            return this;
        }

        /**
         * Nobody may drive faster here until a snapshot without this mark; of two caps the lower counts.
         *
         * @param kmh above 0, at most {@link #MAX_KMH}
         */
        public Builder cap(int segmentIndex, double kmh) {
            Objects.checkIndex(segmentIndex, speedKmh.length);
            if (!(kmh > 0 && kmh <= MAX_KMH)) {
                throw new IllegalArgumentException("cap of segment " + segmentIndex + ": " + kmh + " km/h");
            }
            capKmh.merge(segmentIndex, (float) kmh, Math::min);
            return this;
        }

        public SegmentSpeeds build() {
            return new SegmentSpeeds(this);
        }
    }
}
