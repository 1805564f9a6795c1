package cn.haihe.card.reconciliation;

/** How a discrepancy was resolved. */
public enum DiscrepancyOutcome {
    /** Nothing has to move: the reason says why. */
    EXPLAINED,
    /** The bank put it right itself. */
    CORRECTED_BY_BANK,
    /** A record that waited stays unpaid. */
    RECORD_REFUSED,
    /** A file that waited is cleared on no day; its sender may send it anew under another name. */
    FILE_REFUSED,
    /** New entries in the ledger put it right, wanted by two persons. */
    ADJUSTED
}
