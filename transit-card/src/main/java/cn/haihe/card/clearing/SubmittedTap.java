package cn.haihe.card.clearing;

/** A record of a batch as an acquirer sent it, not yet believed; whatever is missing is null. */
public record SubmittedTap(
        String recordId,
        String cardNumber,
        Long cardCounter,
        String issuer,
        Long amountFen,
        String occurredAt,
        String kind) {}
