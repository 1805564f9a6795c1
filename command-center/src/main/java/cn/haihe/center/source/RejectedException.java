package cn.haihe.center.source;

/** Ends the reading of one record; the batch goes on. Carries no stack trace, for a flood of bad records is cheap to send. */
public class RejectedException extends RuntimeException {
    private final RejectReason reason;

    /** @param detail one sentence for a person */
    public RejectedException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }
}
