package cn.haihe.center.incident;

/** What happened, or is planned. */
public enum IncidentKind {
    ACCIDENT,
    BREAKDOWN,
    ROADWORKS,
    EVENT,
    WEATHER,
    POLICE,
    CLOSURE,
    OTHER
}
