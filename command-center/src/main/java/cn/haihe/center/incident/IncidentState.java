package cn.haihe.center.incident;

/** Where an incident stands in its life. */
public enum IncidentState {
    SCHEDULED,
    ACTIVE,
    OVER
}
