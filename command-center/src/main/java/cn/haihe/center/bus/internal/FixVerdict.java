package cn.haihe.center.bus.internal;

/** What becomes of a fix. */
enum FixVerdict {
    /** It is believable and newer than what is known. */
    ACCEPTED,
    /** The receiver did not know where it was: a sign of life, nothing else. */
    NO_FIX,
    MALFORMED,
    FUTURE,
    STALE,
    OUTSIDE_CITY,
    DUPLICATE,
    OUT_OF_ORDER,
    IMPOSSIBLE_SPEED
}
