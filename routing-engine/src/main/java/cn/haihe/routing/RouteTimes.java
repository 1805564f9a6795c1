package cn.haihe.routing;

import java.time.Instant;

/**
 * When a planned way begins and ends.
 *
 * @param arrival as the traffic is expected; of who must arrive by a time, not after that time
 * @param usualShare 0 to 1, the part of the distance whose usual speed is known for its hour; elsewhere what is left of the
 *     live traffic by then counts, and free flow
 */
public record RouteTimes(Instant departure, Instant arrival, double usualShare) {}
