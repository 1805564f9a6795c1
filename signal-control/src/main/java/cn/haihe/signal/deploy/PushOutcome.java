package cn.haihe.signal.deploy;

/** What came of pushing a plan. */
public enum PushOutcome {
    /** The controller was seen to run the plan. */
    PROVEN,
    /** The plan may or may not be in force; show it so. */
    UNCONFIRMED,
    /** The controller said no, or holds something else. */
    REFUSED
}
