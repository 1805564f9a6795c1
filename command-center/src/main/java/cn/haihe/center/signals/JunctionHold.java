package cn.haihe.center.signals;

import java.time.Instant;

/**
 * A junction that something other than its plan has now: while it lasts, nobody puts the plan back.
 *
 * @param by who or what holds it, for people to read
 * @param until when it ends by itself
 */
public record JunctionHold(String junctionId, Kind kind, String by, String reason, Instant until) {
    /** What has it. */
    public enum Kind {
        ADAPTIVE,
        /** A stage is held by hand. */
        MANUAL,
        /** It flashes, is red or dark by command. */
        LAMPS,
        /** For a duty route or an emergency vehicle. */
        DUTY,
        BUS_PRIORITY,
        /** Released, and on its way back to its plan. */
        RETURNING,
        /** Something that a hub before this one left behind. */
        LEFT_BEHIND
    }
}
