package cn.haihe.card.dispute;

import cn.haihe.card.contract.WorkingDays;
import java.time.ZoneId;

/**
 * Limits of disputes. No source gives them; the defaults are ours.
 *
 * @param answerWithinDays working days that the other institution has
 * @param openWithinDays days after a business day within which it can be disputed
 * @param openMax disputes of one institution that are not decided
 * @param attachmentsMax of one institution to one dispute, each of {@code attachmentBytesMax} at most
 */
public record DisputeRules(
        ZoneId zone,
        WorkingDays workingDays,
        int answerWithinDays,
        int openWithinDays,
        int openMax,
        int attachmentsMax,
        int attachmentBytesMax) {
    public static DisputeRules defaults() {
        return new DisputeRules(ZoneId.of("Asia/Shanghai"), WorkingDays.MONDAY_TO_FRIDAY, 5, 90, 1_000, 5, 1024 * 1024);
    }
}
