package cn.haihe.center.plans;

import java.time.Instant;

/**
 * How a junction stands to what the centre wants of it.
 *
 * @param planId what was wanted
 * @param detail one sentence with the reason
 * @param attempts to put it into force, in vain, since it was last as wanted
 */
public record Observed(
        String junctionId, long planId, Condition condition, String detail, int attempts, Instant since) {
    /** Whether what is wanted runs, and if not, why. */
    public enum Condition {
        /** Proven, and since then nothing was seen that speaks against it. */
        IN_FORCE,
        /** On its way to the street, or watched until it is proven. */
        APPLYING,
        /** The last attempt failed; the next one waits its time, or its turn. */
        WAITING,
        /** Something else holds the junction: a command, a duty route, adaptive control. */
        HELD,
        OFFLINE,
        NO_CONTROLLER,
        /** It flashes, is all red or dark by itself: a person has to look before a plan runs again. */
        FAIL_SAFE,
        /** Someone at the cabinet controls it by hand. */
        MANUAL_AT_CABINET,
        /** By a map that came since, its stages may be others than those that the plan means: it has to be submitted anew. */
        DESIGN_CHANGED,
        /** It is older than the fingerprints of designs, so that nobody knows what its stages are: it has to be submitted anew. */
        DESIGN_UNKNOWN,
        /** The verifier does not pass it any more. */
        UNSAFE
    }
}
