package cn.haihe.signal.priority;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a junction went back to its plan.
 *
 * @param deadline by which it was to be seen back
 * @param unserved stages of the plan that were not seen since the release
 * @param provenAt when mode, plan and every stage of the plan had been seen again; empty where they have not
 */
public record Recovery(Instant releasedAt, Instant deadline, Set<Integer> unserved, Optional<Instant> provenAt) {
    public Recovery {
        unserved = Set.copyOf(unserved);
    }

    public boolean isLate(Instant now) {
        return provenAt.orElse(now).isAfter(deadline);
    }
}
