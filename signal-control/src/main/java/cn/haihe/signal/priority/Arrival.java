package cn.haihe.signal.priority;

import java.time.Instant;
import java.util.Objects;

/**
 * When a vehicle is expected at the stop line, and how long it takes from there until it has left the junction.
 *
 * @param passingSeconds 1 to 600
 */
public record Arrival(Instant at, int passingSeconds) {
    public Arrival {
        Objects.requireNonNull(at);
        if (passingSeconds < 1 || passingSeconds > 600) {
            throw new IllegalArgumentException("passes in " + passingSeconds + " s");
        }
    }
}
