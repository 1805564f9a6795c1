package cn.haihe.routing.matching;

/** What became of one fix of a stream. */
public sealed interface FixOutcome {
    /** It was taken, and tells where the vehicle is. */
    record Matched(VehiclePlace place) implements FixOutcome {}

    /** It was taken; the vehicle must move on before its road and direction are known. */
    record Waiting() implements FixOutcome {}

    /** It was taken, and matched together with a newer fix that came along with it. */
    record Joined() implements FixOutcome {}

    /** It was not taken, or what it was to be matched with was given up. */
    record Refused(Reason reason) implements FixOutcome {}

    enum Reason {
        /** The same moment as the newest fix of the vehicle. */
        DUPLICATE,
        /** Older than the newest fix of the vehicle. */
        LATE,
        /** Of a moment that is still to come, by more than clocks differ. */
        FUTURE,
        /** Too far from the fix before for any vehicle; a second such fix at the new place begins a window there. */
        JUMP,
        /** Far from every road, or off the map. */
        OFF_ROAD,
        /** No way leads from the roads of the fixes before to this one; its window begins anew with it. */
        BROKEN,
        TOO_MANY_VEHICLES
    }
}
