package cn.haihe.signal.plan;

/** Whether a stage comes in each cycle or only when asked for. */
public enum Occurrence {
    FIXED,
    ON_DEMAND
}
