package cn.haihe.card.record;

/** What a card did at a terminal. */
public enum TapKind {
    PURCHASE
}
