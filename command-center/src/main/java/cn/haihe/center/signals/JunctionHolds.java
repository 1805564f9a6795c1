package cn.haihe.center.signals;

import java.util.Optional;

/**
 * Says which junctions are held away from their plans: by a manual command, for a duty route, by adaptive control. A room
 * that takes junctions from their plans brings a bean of this type; there may be several. Never waits.
 */
public interface JunctionHolds {
    Optional<JunctionHold> findHold(String junctionId);
}
