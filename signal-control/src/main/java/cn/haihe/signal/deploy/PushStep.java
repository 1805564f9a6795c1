package cn.haihe.signal.deploy;

/** The steps in which a plan comes into force. */
public enum PushStep {
    VERIFY,
    LOAD,
    READ_BACK,
    ACTIVATE,
    PROVE
}
