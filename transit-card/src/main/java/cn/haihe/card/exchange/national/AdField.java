package cn.haihe.card.exchange.national;

/**
 * Fields of a line of an AD file, in the order in which they are known to come. How wide they are is not established: the
 * widths here are those of the same fields in FB files, and ours where there is none. Whoever knows better configures
 * {@link AdLayout}.
 */
public enum AdField {
    /** yyyyMMdd. */
    ORIGINAL_SETTLEMENT_DATE(8),
    /** Of the record in clearing: its file in five digits, its line in seven; zeros where it is about a position. */
    CENTRE_SERIAL(12),
    ACQUIRER_SERIAL(12),
    RETRIEVAL_REFERENCE(12),
    /** 01 paid by the confirmer, 02 a record paid after all, 03 a record taken back; the codes are ours. */
    ADJUSTMENT_TYPE(2),
    TYPE(4),
    /** Fen. */
    AMOUNT(12),
    /** A code of two digits, ours, then words, in GB 18030; what is too long is cut. */
    REASON(40),
    REPLY(40),
    INITIATOR(11),
    CONFIRMER(11),
    FEE(28),
    ISSUER_SHARE(28),
    ACQUIRER_SHARE(28);

    private final int usualBytes;

    AdField(int usualBytes) {
        this.usualBytes = usualBytes;
    }

    public int usualBytes() {
        return usualBytes;
    }

    boolean isNumber() {
        return switch (this) {
            case ORIGINAL_SETTLEMENT_DATE, CENTRE_SERIAL, ADJUSTMENT_TYPE, AMOUNT, ISSUER_SHARE, ACQUIRER_SHARE -> true;
            default -> false;
        };
    }
}
