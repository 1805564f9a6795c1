package cn.haihe.center.adaptive.internal;

import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Who holds a junction by hand, for a vehicle or otherwise, so that adaptive control stands back. */
final class OtherHolders {
    static final String NOBODY_KNOWS = "unknown";
    private static final Logger LOG = Logger.getLogger(OtherHolders.class);

    private final Iterable<JunctionHolds> rooms;

    OtherHolders(Iterable<JunctionHolds> rooms) {
        this.rooms = rooms;
    }

    Optional<String> findAsFarAsKnown(String junctionId) {
        try {
            return find(junctionId);
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "nobody knows who has %s: adaptive control waits", junctionId);
            return Optional.of(NOBODY_KNOWS);
        }
    }

    Optional<String> find(String junctionId) {
        for (JunctionHolds one : rooms) {
            Optional<JunctionHold> hold = one instanceof AdaptiveHolds ? Optional.empty() : one.findHold(junctionId);
            if (hold.isPresent()) {
                return hold.map(JunctionHold::by);
            }
        }
        return Optional.empty();
    }
}
