package cn.haihe.card.fare;

import java.time.Duration;
import java.util.Optional;

/** What one rides on, with its industry code in records. */
public enum Mode {
    BUS(1, Duration.ZERO),
    METRO(2, Duration.ofHours(4));

    private final int industry;
    private final Duration longestBeforePaid;

    Mode(int industry, Duration longestBeforePaid) {
        this.industry = industry;
        this.longestBeforePaid = longestBeforePaid;
    }

    public int industry() {
        return industry;
    }

    /** How long before it was paid a ride may have begun: a bus is paid as one boards, a metro as one leaves. Ours. */
    public Duration longestBeforePaid() {
        return longestBeforePaid;
    }

    public static Optional<Mode> find(int industry) {
        for (Mode mode : values()) {
            if (mode.industry == industry) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
