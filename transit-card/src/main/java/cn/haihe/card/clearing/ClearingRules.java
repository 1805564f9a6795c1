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
    public static ClearingRules defaults() {
        return new ClearingRules(ZoneId.of("Asia/Shanghai"), 100_000, Duration.ofMinutes(5), Duration.ofDays(30));
    }
}
