package cn.haihe.routing;

import java.time.Instant;
import java.util.Optional;

/**
 * How a route guide keeps up with the traffic.
 *
 * @param trafficAsOf the moment of the picture that answers are for; empty before the first
 * @param picturesUsed that were made ready since it was opened
 * @param picturesSkipped that a newer one overtook before their turn came
 * @param lastTookMillis what the last picture took to be made ready; 0 before the first
 */
public record GuideHealth(
        Optional<Instant> trafficAsOf, long picturesUsed, long picturesSkipped, double lastTookMillis) {}
