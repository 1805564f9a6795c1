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
        return desk.find(junctionId)
                .map(here -> new JunctionHold(
                        junctionId,
                        here.by(),
                        "adaptive: " + here.reason(),
                        clock.instant().plus(RENEWED_WITHIN)));
    }
}
