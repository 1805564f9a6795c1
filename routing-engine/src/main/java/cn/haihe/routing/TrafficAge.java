package cn.haihe.routing;

import java.time.Instant;

/** The moment that a picture of the traffic is of, and its age when the answer was made. */
public record TrafficAge(Instant asOf, double ageSeconds) {}
