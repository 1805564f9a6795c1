package cn.haihe.card.reconciliation;

import cn.haihe.card.contract.WorkingDays;
import java.time.ZoneId;

/**
 * How long things may take, in working days. No source gives these for the three cities; the defaults are ours.
 *
 * @param zone whose midnight begins a business day
 * @param confirmWithinDays the bank, after it was instructed
 * @param decideWithinDays people, about a record that was suspended, after its business day
 * @param resolveWithinDays people, about a discrepancy, after it was found
 * @param suspendedMax records past their time that one run brings to people, the oldest lines first
 */
public record ReconciliationRules(
        ZoneId zone,
        WorkingDays workingDays,
        int confirmWithinDays,
        int decideWithinDays,
        int resolveWithinDays,
        int suspendedMax) {
    public static ReconciliationRules defaults() {
        return new ReconciliationRules(ZoneId.of("Asia/Shanghai"), WorkingDays.MONDAY_TO_FRIDAY, 1, 5, 3, 1_000);
    }
}
