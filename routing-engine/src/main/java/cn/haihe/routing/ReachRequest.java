package cn.haihe.routing;

import cn.haihe.map.geo.LonLat;

/**
 * Asks what can be reached by car under the traffic of now.
 *
 * @param place WGS 84
 * @param isTowards to the place instead of from it
 * @param measure what the limit is of
 * @param limit in seconds or metres, above 0
 * @param buckets areas to be told: for the limit, and for equal steps below it; 1 or more
 */
public record ReachRequest(LonLat place, boolean isTowards, Measure measure, double limit, int buckets) {
    public ReachRequest {
        if (!(limit > 0 && Double.isFinite(limit)) || buckets < 1) {
            throw new IllegalArgumentException("reach of " + limit + " " + measure + " in " + buckets + " buckets");
        }
    }

    public enum Measure {
        TIME_SECONDS,
        /** Along the fastest ways. */
        DISTANCE_METRES
    }
}
