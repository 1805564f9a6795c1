package cn.haihe.ops.city.traffic;

/**
 * How speed, flow and occupancy hang together on one lane: Greenshields' family {@code v = vf (1 - (k/kj)^l)^m} and flow
 * = density × speed. With l = 1.6 and m = 2.2 a lane of 60 km/h carries at most about 1,750 vehicles an hour, at two
 * fifths of the jam's density.
 */
public final class FlowLaw {
    /** Vehicles on a kilometre of lane that stands still. */
    public static final double JAM_DENSITY = 130;

    private static final double INNER = 1.6;
    private static final double OUTER = 2.2;
    private static final double VEHICLE_AND_LOOP_METRES = 6.5;
    private static final double CREEPING_KMH = 2;

    private FlowLaw() {}

    /** @param fullness density as a share of the jam's, 0 to 1 */
    public static double speedKmh(double freeFlowKmh, double fullness) {
        return Math.max(CREEPING_KMH, freeFlowKmh * Math.pow(1 - Math.pow(fullness, INNER), OUTER));
    }

    /** Vehicles an hour on all lanes together. */
    public static double flowPerHour(double speedKmh, double fullness, int lanes) {
        return speedKmh * fullness * JAM_DENSITY * lanes;
    }

    /** The share of time in which a vehicle stands over the detector. */
    public static double occupancyPercent(double fullness) {
        return Math.min(100, fullness * JAM_DENSITY * VEHICLE_AND_LOOP_METRES / 10);
    }
}
