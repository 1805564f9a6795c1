package cn.haihe.card.adjustment;

/** What an adjustment does. */
public enum AdjustmentKind {
    /** A record that waited for a decision, or was refused, is paid after all, by the shares of its contract. */
    RECORD_ACCEPTED,
    /** A record that was paid is not: its money goes back. */
    RECORD_TAKEN_BACK,
    /** One institution owes another an amount, whatever for. */
    BETWEEN,
    /** The bank moved another amount than it was told: what it moved beyond stands in the books until it has come back. */
    AT_BANK;

    public boolean isOfRecord() {
        return this == RECORD_ACCEPTED || this == RECORD_TAKEN_BACK;
    }
}
