package cn.haihe.card.reconciliation;

/** Where a discrepancy stands. Only a person resolves it. */
public enum DiscrepancyState {
    OPEN,
    /** The latest run did not find it any more; a person has yet to say why. */
    NO_LONGER_FOUND,
    /** An adjustment waits for a second person. */
    ADJUSTING,
    RESOLVED
}
