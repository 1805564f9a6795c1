package cn.haihe.routing;

/** What made a search give up. */
public enum SearchLimit {
    TIME,
    VISITED_NODES
}
