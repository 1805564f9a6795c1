package cn.haihe.center.signals;

import java.time.Instant;
import java.util.Map;

/**
 * How long one waits at the signals of the city on average. Immutable.
 *
 * @param secondsByMovement by junction id, then by number of the movement; only junctions whose running plan is known, and
 *     movements that it gives green
 */
public record DelayPicture(Instant asOf, Map<String, Map<Integer, Double>> secondsByMovement) {
    public DelayPicture {
        secondsByMovement = Map.copyOf(secondsByMovement);
    }
}
