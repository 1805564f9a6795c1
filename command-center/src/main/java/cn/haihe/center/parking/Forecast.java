package cn.haihe.center.parking;

import cn.haihe.map.traffic.Grade;
import java.time.Instant;

/**
 * How full a car park will be.
 *
 * @param at the moment it is for
 * @param expectedFree spaces, 0 to the total; a mean, so rarely whole
 * @param spaceProbability 0 to 1, that one space at least is free then
 * @param basis what it was made of
 * @param observed what was last counted
 * @param grade not better than that of the count, and weaker the further ahead
 */
public record Forecast(
        Instant at, double expectedFree, double spaceProbability, Basis basis, Occupancy observed, Grade grade) {
    public enum Basis {
        /** The last count and where the counts of the last while lead. */
        TREND,
        /** The last count alone: too few before it to see a trend. */
        LAST_COUNT
    }

    public Forecast {
        if (!(expectedFree >= 0) || !(spaceProbability >= 0 && spaceProbability <= 1)) {
            throw new IllegalArgumentException("forecast of " + expectedFree + " free, " + spaceProbability);
        }
    }
}
