package cn.haihe.routing.profile;

import java.time.Duration;

/**
 * How far ahead traffic is expected.
 *
 * @param liveFadesWithin after this time nothing of the live traffic counts any more, above 0
 * @param aheadMax as far as a departure or an arrival may be planned, above 0, at most {@link #AHEAD_MOST}
 */
public record OutlookRules(Duration liveFadesWithin, Duration aheadMax) {
    public static final Duration AHEAD_MOST = Duration.ofDays(8);
    public static final OutlookRules DEFAULT = new OutlookRules(Duration.ofHours(1), Duration.ofDays(7));

    public OutlookRules {
        boolean fades = liveFadesWithin.compareTo(Duration.ZERO) > 0;
        boolean isAhead = aheadMax.compareTo(Duration.ZERO) > 0 && aheadMax.compareTo(AHEAD_MOST) <= 0;
        if (!fades || !isAhead) {
            throw new IllegalArgumentException(
                    "live traffic that fades within " + liveFadesWithin + ", plans of " + aheadMax + " ahead");
        }
    }
}
