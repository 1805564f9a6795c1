package cn.haihe.card.lists;

import cn.haihe.card.contract.Institution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an acquirer's terminals are.
 *
 * @param acknowledged the version they have, 0 for none
 * @param acknowledgedAt when it said so
 * @param behindSince when the first version that they lack was published; empty where they have the current one
 */
public record ListLag(
        Institution acquirer, long acknowledged, Optional<Instant> acknowledgedAt, Optional<Instant> behindSince) {
    public boolean isLate(Instant now, Duration within) {
        return behindSince.filter(since -> since.plus(within).isBefore(now)).isPresent();
    }
}
