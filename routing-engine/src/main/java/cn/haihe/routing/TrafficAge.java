package cn.haihe.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment that a picture of the traffic is of, and its age when the answer was made. */
public record TrafficAge(Instant asOf, double ageSeconds) {
    public static TrafficAge at(Instant asOf, Clock clock) {
        return new TrafficAge(asOf, Duration.between(asOf, clock.instant()).toMillis() / 1000.0);
    }
}
