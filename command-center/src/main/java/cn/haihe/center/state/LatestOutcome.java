package cn.haihe.center.state;

/** What became of a record that was offered as the latest of its device. */
public enum LatestOutcome {
    /** It is the latest now. */
    NEWER,
    /** A record with a later device time is stored already. */
    OLDER,
    /** A record with the same device time is stored already. */
    DUPLICATE,
    /** It is dated further in the future than clocks may differ. */
    FUTURE
}
