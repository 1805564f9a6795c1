package cn.haihe.signal.verify;

/** What a finding means for the plan. */
public enum Severity {
    /** The plan must not leave the centre. */
    ERROR,
    /** The plan is safe, but someone should know. */
    WARNING
}
