package cn.haihe.center.adaptive.internal;

import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** While a junction is adaptive nobody puts its plan back. */
@ApplicationScoped
class AdaptiveHolds implements JunctionHolds {
    private static final Duration RENEWED_WITHIN = Duration.ofMinutes(1);

    private final AdaptiveDesk desk;
    private final Clock clock;

    AdaptiveHolds(AdaptiveDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Optional<JunctionHold> findHold(String junctionId) {
        if (!desk.isLoaded()) {
            return Optional.of(hold(junctionId, "clock", "whether it is adaptive is not read yet"));
        }
        return desk.findActing(junctionId).map(by -> hold(junctionId, by.by(), "adaptive: " + by.reason()));
    }

    private JunctionHold hold(String junctionId, String by, String reason) {
        return new JunctionHold(
                junctionId,
                JunctionHold.Kind.ADAPTIVE,
                by,
                reason,
                clock.instant().plus(RENEWED_WITHIN));
    }
}
