package cn.haihe.map.traffic;

/**
 * Where one congestion level ends and the next begins, by travel-time ratio: time now over time in free flow, as in
 * GB/T 33171. A ratio at a bound has the worse level.
 *
 * <p>The bounds of {@link #GBT_33171} are taken from public descriptions of the standard, not from its text; a city
 * that uses others says so in its configuration.
 *
 * @param mostlySmoothFrom ratio from which a road is {@link CongestionLevel#MOSTLY_SMOOTH}, and so on; all at least 1
 *     and rising
 */
public record CongestionScale(double mostlySmoothFrom, double lightFrom, double moderateFrom, double severeFrom) {
    public static final CongestionScale GBT_33171 = new CongestionScale(1.3, 1.6, 1.9, 2.2);

    public CongestionScale {
        boolean rising = 1 <= mostlySmoothFrom
                && mostlySmoothFrom < lightFrom
                && lightFrom < moderateFrom
                && moderateFrom < severeFrom
                && severeFrom < Double.POSITIVE_INFINITY;
        if (!rising) {
            throw new IllegalArgumentException("bounds of congestion levels must rise from 1: " + mostlySmoothFrom
                    + ", " + lightFrom + ", " + moderateFrom + ", " + severeFrom);
        }
    }

    /**
     * @param travelTimeRatio above 0; below 1 where traffic is faster than free flow; infinite at a standstill
     * @throws IllegalArgumentException for NaN, zero or less
     */
    public CongestionLevel levelOf(double travelTimeRatio) {
        if (!(travelTimeRatio > 0)) {
            throw new IllegalArgumentException("travel-time ratio " + travelTimeRatio);
        }
        if (travelTimeRatio < mostlySmoothFrom) {
            return CongestionLevel.SMOOTH;
        }
        if (travelTimeRatio < lightFrom) {
            return CongestionLevel.MOSTLY_SMOOTH;
        }
        if (travelTimeRatio < moderateFrom) {
            return CongestionLevel.LIGHT;
        }
        return travelTimeRatio < severeFrom ? CongestionLevel.MODERATE : CongestionLevel.SEVERE;
    }

    /**
     * The level of one road by its speeds.
     *
     * @param speedKmh 0 or more; 0 is a standstill
     * @param freeFlowKmh above 0
     */
    public CongestionLevel levelOf(double speedKmh, double freeFlowKmh) {
        if (!(speedKmh >= 0) || !(freeFlowKmh > 0)) {
            throw new IllegalArgumentException("speed " + speedKmh + " of " + freeFlowKmh + " km/h");
        }
        return levelOf(freeFlowKmh / speedKmh);
    }
}
