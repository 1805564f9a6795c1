package cn.haihe.center.command;

import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.priority.Claim;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Where rooms say what vehicles need of junctions. What comes of it is decided once a second for each junction; see
 * {@code order-of-power-at-a-junction.md}. Never waits.
 */
public interface JunctionClaims {
    /**
     * A claim with words for people.
     *
     * @param design fingerprint of the design that its stages are of; empty where they were taken from today's, or it has none
     */
    record Worded(Claim claim, String by, String reason, Optional<Fingerprint> design) {
        public Worded(Claim claim, String by, String reason) {
            this(claim, by, reason, Optional.empty());
        }
    }

    /**
     * Takes the claims of one claimant in place of all those that it made before.
     *
     * @param claimant stable name of who claims
     * @param byJunction at most one for a junction; none takes all back
     * @return claims that were not taken: their junction has too many already
     */
    Collection<String> replace(String claimant, Map<String, Worded> byJunction);

    /** What a junction is commanded to do now; empty where it is left to its plan. */
    Optional<CommandState> find(String junctionId);

    /** All that are not left to their plans. */
    Collection<CommandState> listCommanded();
}
