package cn.haihe.signal.deploy;

/** What came of one step. */
public enum StepOutcome {
    DONE,
    REFUSED,
    /** Nobody knows: the field did not say. */
    UNCONFIRMED,
    /** Not tried, since a step before it failed. */
    SKIPPED
}
