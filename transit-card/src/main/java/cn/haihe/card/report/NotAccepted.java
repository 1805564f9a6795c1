package cn.haihe.card.report;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import java.util.Optional;

/**
 * A record that was not accepted, or not for long.
 *
 * @param file name that its acquirer gave the file
 * @param kept what is known of it beside its file; empty of one that was rejected: its line in the file tells
 */
public record NotAccepted(
        RecordPlace place, Institution acquirer, String file, RecordReason reason, Optional<Kept> kept) {
    /** @param issuer whose card it is */
    public record Kept(Institution issuer, long card, int counter, long amountFen) {}
}
