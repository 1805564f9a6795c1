package cn.haihe.card.dispute;

/** A dispute cannot be dealt with so. */
public class DisputeStateException extends RuntimeException {
    private final Why why;

    public DisputeStateException(Why why, String detail) {
        super(detail);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** What stands in the way. */
    public enum Why {
        /** There is none, or the asking institution has no part in it. */
        UNKNOWN_DISPUTE,
        /** The record is not kept, or the institution has no part in it. */
        UNKNOWN_RECORD,
        /** The same is disputed already. */
        DISPUTE_EXISTS,
        TOO_MANY_DISPUTES,
        TOO_MANY_ATTACHMENTS,
        /** The day is too long ago, or not sealed yet. */
        DAY_NOT_DISPUTABLE,
        /** Its state does not lead there. */
        WRONG_STATE,
        UNFIT_REMEDY,
        /** The record's money moved, or went back, by another decision. */
        RECORD_DECIDED
    }
}
