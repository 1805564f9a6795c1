package cn.haihe.card.clearing;

/**
 * A record of a batch as an acquirer sent it, not yet believed; whatever is missing is null.
 *
 * @param unreadable the record as it came, where its fields cannot even be told apart; null otherwise
 */
public record SubmittedTap(
        String recordId,
        String cardNumber,
        Long cardCounter,
        String issuer,
        Long amountFen,
        String occurredAt,
        String kind,
        String unreadable) {
    public SubmittedTap(
            String recordId,
            String cardNumber,
            Long cardCounter,
            String issuer,
            Long amountFen,
            String occurredAt,
            String kind) {
        this(recordId, cardNumber, cardCounter, issuer, amountFen, occurredAt, kind, null);
    }

    public static SubmittedTap unreadable(String asItCame) {
        return new SubmittedTap(null, null, null, null, null, null, null, asItCame);
    }
}
