package cn.haihe.card.reconciliation;

/** A discrepancy cannot be dealt with so now. */
public class DiscrepancyStateException extends RuntimeException {
    private final Why why;

    public DiscrepancyStateException(long id, Why why, String detail) {
        super("exception " + id + ": " + detail);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** What stands in the way. */
    public enum Why {
        UNKNOWN_EXCEPTION,
        /** It is resolved, or waits for a second person. */
        WRONG_STATE,
        /** This is no way to put such a difference right. */
        UNFIT_REMEDY,
        /** The record's money moved, or went back, by another decision. */
        RECORD_DECIDED
    }
}
