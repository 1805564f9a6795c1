package cn.haihe.center.source;

/** What a feed does with a record that it takes, where that is not plain. The names stand in answers. */
public enum FeedNote {
    /** A speed of zero that closes its street. */
    CLOSED,
    /** A speed of zero that counts as standing vehicles. */
    STANDSTILL
}
