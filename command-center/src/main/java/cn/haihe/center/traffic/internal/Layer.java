package cn.haihe.center.traffic.internal;

import cn.haihe.center.traffic.SegmentValues;
import java.util.Arrays;

/** One observation of every segment, by segment index; a value is only asked for where one is known. For one thread. */
final class Layer {
    private static final int NONE = 0;
    private static final int KNOWN = 1;
    private static final int CLOSES = 2;
    private static final int FLOW = 4;
    private static final int OCCUPANCY = 8;

    private final byte[] flags;
    private final int[] source;
    private final long[] observedMillis;
    private final double[] speedKmh;
    private final int[] flowPerHour;
    private final double[] occupancyPercent;

    Layer(int segments) {
        flags = new byte[segments];
        Arrays.fill(flags, (byte) NONE);
        source = new int[segments];
        observedMillis = new long[segments];
        speedKmh = new double[segments];
        flowPerHour = new int[segments];
        occupancyPercent = new double[segments];
    }

    void put(int segment, int sourceNumber, long millis, SegmentObservation observation) {
        int now = KNOWN;
        source[segment] = sourceNumber;
        observedMillis[segment] = millis;
        speedKmh[segment] = observation.speedKmh();
        if (observation.closes()) {
            now |= CLOSES;
        }
        if (observation.flowPerHour().isPresent()) {
            flowPerHour[segment] = observation.flowPerHour().getAsInt();
            now |= FLOW;
        }
        if (observation.occupancyPercent().isPresent()) {
            occupancyPercent[segment] = observation.occupancyPercent().getAsDouble();
            now |= OCCUPANCY;
        }
        flags[segment] = (byte) now;
    }

    int segments() {
        return flags.length;
    }

    boolean isKnown(int segment) {
        return flags[segment] != NONE;
    }

    boolean closes(int segment) {
        return (flags[segment] & CLOSES) != 0;
    }

    int source(int segment) {
        return source[segment];
    }

    long observedMillis(int segment) {
        return observedMillis[segment];
    }

    double speedKmh(int segment) {
        return speedKmh[segment];
    }

    /** Adds what is not always told. */
    void copyMore(int segment, SegmentValues.Builder into) {
        if ((flags[segment] & FLOW) != 0) {
            into.flow(segment, flowPerHour[segment]);
        }
        if ((flags[segment] & OCCUPANCY) != 0) {
            into.occupancy(segment, occupancyPercent[segment]);
        }
    }
}
