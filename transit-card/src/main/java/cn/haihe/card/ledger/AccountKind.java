package cn.haihe.card.ledger;

/** What an account in the ledger holds. */
public enum AccountKind {
    /** The issuer's money that riders loaded onto its cards. */
    CARD_FUNDS,
    /** What the issuer keeps of fares that its cards pay elsewhere. */
    ISSUER_FEE,
    /** What the acquirer earns by fares. */
    FARE_REVENUE,
    /** What the owner gets of a journey beyond what was paid at its own gates; the counterparty bears it. */
    TRANSFER_SHARE,
    /** What an institution bears of what a transfer at another one took off. */
    TRANSFER_COST,
    /** What was put right after a day was closed: the owner's, owed by the counterparty, below zero the other way. */
    ADJUSTMENT,
    /** What an institution paid for putting something right, where it comes from no record. */
    ADJUSTMENT_COST,
    /** What clearing owes an institution, or below zero is owed, for netted days that are not settled yet. */
    NET_CLAIM,
    /** What of it the settlement bank has moved, seen from the bank. */
    SETTLEMENT_BANK,
    /** Money that an institution pledged for what it may come to owe. */
    PLEDGED,
    /** Pledged money that is held for a netted day until the bank has moved what is owed. */
    RESERVED;

    /** Whether the owner is owed it by the counterparty when a day is netted. */
    public boolean isNetted() {
        return this == FARE_REVENUE || this == TRANSFER_SHARE || this == ADJUSTMENT;
    }
}
