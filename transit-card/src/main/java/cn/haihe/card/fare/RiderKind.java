package cn.haihe.card.fare;

import java.util.Optional;

/** Whom a card was issued to, as far as fares ask, with its card type in records. */
public enum RiderKind {
    ADULT(1),
    STUDENT(2),
    /** From 60 to 69 years. */
    ELDER(3),
    /** 70 years and older. */
    SENIOR(4),
    /** Rides free by law. */
    DISABLED(5);

    private final int cardType;

    RiderKind(int cardType) {
        this.cardType = cardType;
    }

    public int cardType() {
        return cardType;
    }

    public static Optional<RiderKind> find(int cardType) {
        for (RiderKind kind : values()) {
            if (kind.cardType == cardType) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
