package cn.haihe.center.routes;

import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.TurnDelays;
import java.util.Optional;

/**
 * What the route guide was fed last: the traffic and the closures that its answers are for.
 *
 * @param waits at signals; empty while no plan is known
 */
public record FedPicture(SegmentSpeeds speeds, Optional<TurnDelays> waits) {}
