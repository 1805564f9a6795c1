package cn.haihe.card.contract;

/** What a rule is about. */
public enum RuleKind {
    INSTITUTION,
    CARD_RANGE,
    CONTRACT,
    NET_DEBIT_CAP,
    JOURNEY_AGREEMENT,
    DAY_BOUNDARY,
    SETTLEMENT_DAY,
    TAC_KEY,
    /** Judged by the day on which something signed arrives, not by a business day: a stolen key must be worth nothing at once. */
    SIGNING_KEY;

    /** Whether it holds by business days, so that it cannot change for one that was opened. */
    public boolean isByBusinessDay() {
        return this != SIGNING_KEY;
    }
}
