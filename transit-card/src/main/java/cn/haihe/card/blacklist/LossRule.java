package cn.haihe.card.blacklist;

/**
 * From when on an acquirer bears the loss of fares that it takes from a blacklisted card; before, its issuer does. No standard
 * that we have seen fixes it. Never before the change takes effect.
 */
public enum LossRule {
    /** Since it acknowledged a version with the card, or since the grace after publication is over, whichever is earlier. */
    ISSUER_UNTIL_ACKNOWLEDGED,
    /** Since the grace after publication is over, whatever it acknowledged. */
    ISSUER_UNTIL_GRACE,
    /** At once. */
    ACQUIRER_AT_ONCE
}
