package cn.haihe.ops.city.card;

/**
 * One fare paid by card.
 *
 * @param cardCounter counts the card's transactions; grows with each
 * @param occurredAt RFC 3339
 */
public record TapRecord(
        String recordId,
        String cardNumber,
        long cardCounter,
        Institution issuer,
        long amountFen,
        String occurredAt,
        String kind) {}
