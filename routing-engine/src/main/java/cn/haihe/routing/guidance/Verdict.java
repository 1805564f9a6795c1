package cn.haihe.routing.guidance;

/** Why a sign advises a detour to one of its destinations or does not. */
public enum Verdict {
    /** No other way was found that differs enough. */
    NO_ALTERNATIVE,
    /** Too little is known of the main way or of every other, or the picture of the traffic is too old. */
    TOO_LITTLE_DATA,
    /** No way is open. */
    ALL_CLOSED,
    /** No other way gains the margin. */
    MAIN_IS_BEST,
    /** Another way gains the margin, but has no room for more traffic. */
    DETOURS_FULL,
    /** At least one detour is advised for a part of the time. */
    ADVISED
}
