package cn.haihe.center.traffic;

import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The traffic on each segment of a city, by segment index, in arrays: a picture a second of a large city must leave the
 * collector little to do. Immutable.
 */
public final class SegmentValues {
    private static final Grade[] GRADES = Grade.values();
    private static final CongestionLevel[] LEVELS = CongestionLevel.values();

    private final double[] speedKmh;
    private final long[] observedMillis;
    private final byte[] grade;
    private final byte[] level;
    private final int[] flowPerHour;
    private final double[] occupancyPercent;
    private final int[] source;
    private final BitSet known;
    private final BitSet closed;
    private final BitSet withFlow;
    private final BitSet withOccupancy;
    private final List<String> sources;

    private SegmentValues(Builder builder, List<String> sources) {
        speedKmh = builder.speedKmh;
        observedMillis = builder.observedMillis;
        grade = builder.grade;
        level = builder.level;
        flowPerHour = builder.flowPerHour;
        occupancyPercent = builder.occupancyPercent;
        source = builder.source;
        known = builder.known;
        closed = builder.closed;
        withFlow = builder.withFlow;
        withOccupancy = builder.withOccupancy;
        this.sources = List.copyOf(sources);
    }

    /** @param bySegment null where nothing is known */
    public static SegmentValues of(SegmentTraffic... bySegment) {
        Builder builder = new Builder(bySegment.length);
        List<String> sources = Arrays.stream(bySegment)
                .filter(traffic -> traffic != null)
                .map(SegmentTraffic::source)
                .distinct()
                .toList();
        for (int i = 0; i < bySegment.length; i++) {
            SegmentTraffic traffic = bySegment[i];
            if (traffic != null) {
                builder.put(
                        i,
                        traffic.speedKmh(),
                        traffic.observedAt().toEpochMilli(),
                        traffic.grade(),
                        traffic.level(),
                        sources.indexOf(traffic.source()));
                if (traffic.closed()) {
                    builder.close(i);
                }
                int segment = i;
                traffic.flowPerHour().ifPresent(flow -> builder.flow(segment, flow));
                traffic.occupancyPercent().ifPresent(percent -> builder.occupancy(segment, percent));
            }
        }
        return builder.build(sources);
    }

    public static Builder builder(int segments) {
        return new Builder(segments);
    }

    public int size() {
        return speedKmh.length;
    }

    public Optional<SegmentTraffic> find(int segment) {
        return isKnown(segment) ? Optional.of(get(segment)) : Optional.empty();
    }

    private SegmentTraffic get(int segment) {
        return new SegmentTraffic(
                speedKmh[segment],
                closed.get(segment),
                withFlow.get(segment) ? OptionalInt.of(flowPerHour[segment]) : OptionalInt.empty(),
                withOccupancy.get(segment) ? OptionalDouble.of(occupancyPercent[segment]) : OptionalDouble.empty(),
                sources.get(source[segment]),
                observedAt(segment),
                grade(segment),
                LEVELS[level[segment]]);
    }

    /** Whether the other questions of this segment have an answer. */
    public boolean isKnown(int segment) {
        return known.get(segment);
    }

    public boolean isClosed(int segment) {
        return closed.get(segment);
    }

    public double speedKmh(int segment) {
        requireKnown(segment);
        return speedKmh[segment];
    }

    public Instant observedAt(int segment) {
        requireKnown(segment);
        return Instant.ofEpochMilli(observedMillis[segment]);
    }

    public Grade grade(int segment) {
        requireKnown(segment);
        return GRADES[grade[segment]];
    }

    private void requireKnown(int segment) {
        if (!known.get(segment)) {
            throw new NoSuchElementException("nothing is known of segment " + segment);
        }
    }

    /** Collects values; for one thread, and once. */
    public static final class Builder {
        private final double[] speedKmh;
        private final long[] observedMillis;
        private final byte[] grade;
        private final byte[] level;
        private int[] flowPerHour = {};
        private double[] occupancyPercent = {};
        private final int[] source;
        private final BitSet known;
        private final BitSet closed = new BitSet();
        private final BitSet withFlow = new BitSet();
        private final BitSet withOccupancy = new BitSet();

        private Builder(int segments) {
            speedKmh = new double[segments];
            observedMillis = new long[segments];
            grade = new byte[segments];
            level = new byte[segments];
            source = new int[segments];
            known = new BitSet(segments);
        }

        /** @param sourceNumber its place in the list of sources that {@link #build} is given */
        public void put(
                int segment,
                double kmh,
                long observedAtMillis,
                Grade itsGrade,
                CongestionLevel itsLevel,
                int sourceNumber) {
            speedKmh[segment] = kmh;
            observedMillis[segment] = observedAtMillis;
            grade[segment] = (byte) itsGrade.ordinal();
            level[segment] = (byte) itsLevel.ordinal();
            source[segment] = sourceNumber;
            known.set(segment);
        }

        public void close(int segment) {
            closed.set(segment);
        }

        public void flow(int segment, int vehiclesPerHour) {
            if (flowPerHour.length == 0) {
                flowPerHour = new int[speedKmh.length];
            }
            flowPerHour[segment] = vehiclesPerHour;
            withFlow.set(segment);
        }

        public void occupancy(int segment, double percent) {
            if (occupancyPercent.length == 0) {
                occupancyPercent = new double[speedKmh.length];
            }
            occupancyPercent[segment] = percent;
            withOccupancy.set(segment);
        }

        public SegmentValues build(List<String> sources) {
            return new SegmentValues(this, sources);
        }
    }
}
