package cn.haihe.routing.live;

import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about the traffic of a city at one moment, by segment index: speed and grade where there is a live
 * value, and whether the segment is closed. Immutable.
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

    private SegmentSpeeds(Builder builder) {
        asOf = builder.asOf;
        speedKmh = builder.speedKmh.clone();
        gradeOrdinal = builder.gradeOrdinal.clone();
        known = (BitSet) builder.known.clone();
        closed = (BitSet) builder.closed.clone();
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
            return this;
        }

        public SegmentSpeeds build() {
            return new SegmentSpeeds(this);
        }
    }
}
