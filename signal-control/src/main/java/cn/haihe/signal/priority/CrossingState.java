package cn.haihe.signal.priority;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one junction of an escort.
 *
 * @param arrivalAt predicted; empty where it is passed or nobody knows where the vehicle is
 * @param askedSince since when its green is asked for
 */
public record CrossingState(Crossing crossing, Phase phase, Optional<Instant> arrivalAt, Optional<Instant> askedSince) {
    public enum Phase {
        /** Too far away still. */
        AHEAD,
        ASKED,
        PASSED,
        /** Given back: the position is too old. */
        DROPPED_STALE,
        /** Given back: it was held as long as may be. */
        DROPPED_HELD_TOO_LONG,
        /** No signal governs the movement. */
        FREE
    }
}
