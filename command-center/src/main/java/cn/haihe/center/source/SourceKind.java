package cn.haihe.center.source;

/** What a source tells of; its key opens that door only. */
public enum SourceKind {
    TRAFFIC,
    PARKING,
    /** The terminals of JT/T 808 together: the hub's own gateway, which needs no key. */
    TERMINALS
}
