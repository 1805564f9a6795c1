package cn.haihe.card.clearing;

import java.time.Duration;
import java.time.ZoneId;

/**
 * The limits of clearing. No standard that we have seen fixes them; the defaults are ours.
 *
 * @param zone whose midnight begins a business day
 * @param amountMaxFen of one fare
 * @param clockSkewMax how far ahead a terminal's clock may be
 * @param lateMax how old a record may be
 */
public record ClearingRules(ZoneId zone, long amountMaxFen, Duration clockSkewMax, Duration lateMax) {
    /** So long a discounted journey waits for a ride that was not told; no record may be later. */
    public static final int JOURNEY_WAIT_DAYS = 62;

    private static final long AMOUNT_MAX_FEN = 100_000_000;
    private static final Duration CLOCK_SKEW_MAX = Duration.ofHours(12);

    public ClearingRules {
        if (amountMaxFen < 1 || amountMaxFen > AMOUNT_MAX_FEN) {
            throw new IllegalArgumentException("amountMaxFen must be 1 to " + AMOUNT_MAX_FEN);
        }
        if (clockSkewMax.isNegative() || clockSkewMax.compareTo(CLOCK_SKEW_MAX) > 0) {
            throw new IllegalArgumentException("clockSkewMax must be 0 to 12 hours");
        }
        if (lateMax.compareTo(Duration.ofHours(1)) < 0 || lateMax.toDays() >= JOURNEY_WAIT_DAYS) {
            throw new IllegalArgumentException("lateMax must be an hour to less than " + JOURNEY_WAIT_DAYS + " days");
        }
    }

    public static ClearingRules defaults() {
        return new ClearingRules(ZoneId.of("Asia/Shanghai"), 100_000, Duration.ofMinutes(5), Duration.ofDays(30));
    }
}
