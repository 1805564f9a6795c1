package cn.haihe.card.ledger;

/** What an account in the ledger holds. */
public enum AccountKind {
    /** The issuer's money that riders loaded onto its cards. */
    CARD_FUNDS,
    /** What the issuer keeps of fares that its cards pay elsewhere. */
    ISSUER_FEE,
    /** What the acquirer earns by fares. */
    FARE_REVENUE
}
