package cn.haihe.routing.guidance.internal;

/**
 * The traffic that all signs together send over each segment beyond what drives there anyway, in vehicles an hour: what
 * was advised, and how much of that has got there by now and so shows in the measured speeds.
 */
final class AdvisedTraffic {
    private final double[] advised;
    private final double[] arrived;

    AdvisedTraffic(int segmentCount) {
        advised = new double[segmentCount];
        arrived = new double[segmentCount];
    }

    void add(int[] segments, double advisedMore, double arrivedMore) {
        for (int segment : segments) {
            // Sums of many small differences must not leave a trace below nothing.
            advised[segment] = Math.max(0, advised[segment] + advisedMore);
            arrived[segment] = Math.max(0, arrived[segment] + arrivedMore);
        }
    }

    double advised(int segment) {
        return advised[segment];
    }

    double arrived(int segment) {
        return arrived[segment];
    }
}
