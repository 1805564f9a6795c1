package cn.haihe.center.guidance;

import java.time.Instant;
import java.util.List;

/**
 * A text that an operator put in the place of a sign's own.
 *
 * @param number rises with each
 * @param expiresAt from then on the sign says its own again
 */
public record SignOverride(
        long number,
        String signId,
        List<String> zh,
        List<String> en,
        String reason,
        Instant expiresAt,
        String setBy,
        Instant setAt) {
    public SignOverride {
        zh = List.copyOf(zh);
        en = List.copyOf(en);
        if (zh.isEmpty() && en.isEmpty()) {
            throw new IllegalArgumentException("an override without a line");
        }
    }

    public boolean isInForceAt(Instant moment) {
        return moment.isBefore(expiresAt);
    }
}
