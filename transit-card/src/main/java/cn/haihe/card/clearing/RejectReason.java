package cn.haihe.card.clearing;

/** Why a record was not taken. */
public enum RejectReason {
    /** A field is missing, or is not what it should be. */
    MALFORMED,
    /** The card is of no institution that takes part. */
    UNKNOWN_CARD_RANGE,
    /** The card is of another institution than the record says. */
    WRONG_ISSUER,
    /** More than one fare can cost. */
    IMPOSSIBLE_AMOUNT,
    /** Dated ahead of the clock by more than clocks may differ. */
    FUTURE,
    /** Older than late records may be. */
    STALE,
    /** Issuer and acquirer have no contract in force on the business day. */
    NO_CONTRACT,
    /** The same event was taken before. */
    DUPLICATE,
    /** The card's counter was taken before for another event: somebody is wrong, and people must find out who. */
    CONFLICTING
}
