package cn.haihe.center.incident;

/** What an incident means for who drives there. */
public enum IncidentEffect {
    /** Nobody may drive on its segments. */
    CLOSED,
    /** Nobody can drive faster on its segments than its cap. */
    SPEED_CAP,
    /** Worth knowing; routes do not change. */
    NOTICE
}
