package cn.haihe.center.bus;

import cn.haihe.map.geo.LonLat;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a bus was, as its terminal reported it.
 *
 * @param id the terminal's phone without leading zeros; it names the bus to the outside
 * @param deviceTime when the terminal observed it, whole seconds
 * @param speedKmh 0 or more
 * @param bearingDegrees 0 to 359, north 0, clockwise
 * @param alarmBits and {@code statusBits} as in JT/T 808
 */
public record BusPosition(
        String id,
        Instant deviceTime,
        LonLat position,
        double speedKmh,
        int bearingDegrees,
        int alarmBits,
        int statusBits) {
    public BusPosition {
        Objects.requireNonNull(deviceTime);
        Objects.requireNonNull(position);
        if (!(speedKmh >= 0) || bearingDegrees < 0 || bearingDegrees > 359) {
            throw new IllegalArgumentException("speed " + speedKmh + " km/h, bearing " + bearingDegrees);
        }
    }
}
