package cn.haihe.signal.priority;

import java.time.Instant;

/**
 * Where a vehicle was seen on its route.
 *
 * @param metres along the route
 * @param at when it was there
 */
public record Progress(double metres, double speedKmh, Instant at) {
    public Progress {
        if (!(metres >= 0 && speedKmh >= 0)) {
            throw new IllegalArgumentException("at " + metres + " m with " + speedKmh + " km/h");
        }
    }
}
