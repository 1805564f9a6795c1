package cn.haihe.center.duty;

import cn.haihe.signal.priority.CrossingState;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one junction on a duty's way; it outlives the hub.
 *
 * @param askedAt when its green was first asked for; empty where it was not yet, or need not be
 * @param greenAtLine whether it had green when the vehicle came to its stop line; empty before
 * @param recovery how it went back to its plan after this duty, whatever was commanded there later; empty before
 */
public record Passage(
        CrossingState.Phase phase,
        Optional<Instant> askedAt,
        Optional<Boolean> greenAtLine,
        Optional<Recovery> recovery) {
    /** @param provenAt when it was seen in its plan again, every stage served; empty where it was not */
    public record Recovery(Instant releasedAt, Instant deadline, Optional<Instant> provenAt) {
        public boolean isOver(Instant now) {
            return provenAt.isPresent() || now.isAfter(deadline);
        }

        public boolean isLate(Instant now) {
            return provenAt.orElse(now).isAfter(deadline);
        }
    }

    /** Of a junction that the vehicle did not come near yet. */
    public static final Passage AHEAD =
            new Passage(CrossingState.Phase.AHEAD, Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isOver(Instant now) {
        return askedAt.isEmpty() || recovery.filter(known -> known.isOver(now)).isPresent();
    }
}
