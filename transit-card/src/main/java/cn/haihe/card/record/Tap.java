package cn.haihe.card.record;

import java.time.Instant;

/**
 * One fare that a card paid (交易).
 *
 * @param recordId the acquirer's own serial, 1 to 64 characters
 * @param cardCounter the card's offline transaction counter, 0 to 2^32 - 1; with the card's number it is the record's key
 * @param amountFen what the card paid, greater than zero
 * @param occurredAt by the terminal's clock
 */
public record Tap(
        String recordId, CardNumber card, long cardCounter, long amountFen, Instant occurredAt, TapKind kind) {
    public static final int RECORD_ID_LENGTH_MAX = 64;
    public static final long CARD_COUNTER_MAX = 0xFFFF_FFFFL;

    public Tap {
        if (recordId.isBlank() || recordId.length() > RECORD_ID_LENGTH_MAX || recordId.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a record id has 1 to " + RECORD_ID_LENGTH_MAX + " characters");
        }
        if (cardCounter < 0 || cardCounter > CARD_COUNTER_MAX) {
            throw new IllegalArgumentException("card counter out of range: " + cardCounter);
        }
        if (amountFen <= 0) {
            throw new IllegalArgumentException("a fare is more than nothing: " + amountFen);
        }
        if (card == null || occurredAt == null || kind == null) {
            throw new IllegalArgumentException("a tap has a card, a time and a kind");
        }
    }

    public Key key() {
        return new Key(card, cardCounter);
    }

    /** True where the other tells the same of the same event, whoever's serial it carries. */
    public boolean tellsTheSameAs(Tap other) {
        return key().equals(other.key())
                && amountFen == other.amountFen
                && occurredAt.equals(other.occurredAt)
                && kind == other.kind;
    }

    /** No two transactions of cards share it. */
    public record Key(CardNumber card, long cardCounter) {}
}
