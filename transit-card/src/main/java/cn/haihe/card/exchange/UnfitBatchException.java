package cn.haihe.card.exchange;

/** A batch file is refused as a whole. */
public class UnfitBatchException extends RuntimeException {
    private final BatchFault fault;

    public UnfitBatchException(BatchFault fault, String detail) {
        super(fault + ": " + detail);
        this.fault = fault;
    }

    public BatchFault fault() {
        return fault;
    }
}
