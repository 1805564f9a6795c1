package cn.haihe.card.exchange.national;

/** A field of the national centre's files, as wide as two back-ends are known to read it; numbers in decimal digits. */
public enum NationalField {
    CENTRE_SERIAL(12),
    ACQUIRER_SERIAL(12),
    ACQUIRER_DATE(8),
    RETRIEVAL_REFERENCE(12),
    TYPE(4),
    RECEIVER(11),
    ISSUER(11),
    ACQUIRER(11),
    SENDER(11),
    MERCHANT_CATEGORY(4),
    CHANNEL(2),
    CARD_NUMBER(20),
    CARD_COUNTER(6),
    /** Fen. */
    BALANCE_BEFORE(12),
    /** Fen. */
    AMOUNT(12),
    /** Date and time, yyyyMMddHHmmss. */
    OCCURRED_AT(14),
    /** Of a dictionary that is not known. */
    ERROR_CODE(6),
    /** Bytes of GB 18030. */
    ERROR_TEXT(40),
    TEST_FLAG(1),
    /** How the four that follow are made up is not known: kept as they are. */
    FEE(28),
    ISSUER_SHARE(28),
    ACQUIRER_SHARE(28),
    RESERVE(28),
    FILE_NAME(50);

    private final int bytes;

    NationalField(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
