package cn.haihe.card.exchange.national;

import java.util.List;

/**
 * Which fields the lines of one of the national centre's files begin with (JT/T 978.4, as two settlement back-ends read them).
 * What follows, and all of those whose widths are not established, is kept as it is.
 */
public enum NationalLayout {
    /** What the centre made of an acquirer's records; tagged values follow the fields. */
    FB(List.of(
            NationalField.CENTRE_SERIAL,
            NationalField.ACQUIRER_SERIAL,
            NationalField.ACQUIRER_DATE,
            NationalField.RETRIEVAL_REFERENCE,
            NationalField.TYPE,
            NationalField.RECEIVER,
            NationalField.ISSUER,
            NationalField.ACQUIRER,
            NationalField.SENDER,
            NationalField.MERCHANT_CATEGORY,
            NationalField.CHANNEL,
            NationalField.CARD_NUMBER,
            NationalField.CARD_COUNTER,
            NationalField.BALANCE_BEFORE,
            NationalField.AMOUNT,
            NationalField.OCCURRED_AT,
            NationalField.ERROR_CODE,
            NationalField.ERROR_TEXT,
            NationalField.TEST_FLAG,
            NationalField.FEE,
            NationalField.ISSUER_SHARE,
            NationalField.ACQUIRER_SHARE,
            NationalField.RESERVE)),
    /** Offline purchases to the issuer: fields like those of {@link #FB} and more, whose order is not established. */
    CL(List.of()),
    /** Files that were processed already. */
    LD(List.of(
            NationalField.CENTRE_SERIAL, NationalField.FILE_NAME, NationalField.ERROR_CODE, NationalField.ERROR_TEXT)),
    /** Adjustments after disputes: which fields is known, how wide is not. */
    AD(List.of());

    private final List<NationalField> fields;
    private final int bytes;

    NationalLayout(List<NationalField> fields) {
        this.fields = fields;
        bytes = fields.stream().mapToInt(NationalField::bytes).sum();
    }

    public List<NationalField> fields() {
        return fields;
    }

    /** Of all fields: a line is at least so long. */
    public int bytes() {
        return bytes;
    }

    /** Where the field begins. */
    int at(NationalField field) {
        int at = 0;
        for (NationalField one : fields) {
            if (one == field) {
                return at;
            }
            at += one.bytes();
        }
        throw new IllegalArgumentException(this + " has no " + field);
    }
}
