package cn.haihe.card.reconciliation;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that does not agree, as it stands now.
 *
 * @param subject what it is about, the same in every run: {@code bank BEIJING}, {@code file 17 issuer HEBEI}
 * @param institution whose matter it is, where it is one's; of a fare the acquirer
 * @param counterparty the other one, of a fare the issuer
 * @param latest the last step, which tells all that is known
 */
public record Discrepancy(
        long id,
        LocalDate businessDay,
        DiscrepancyKind kind,
        String subject,
        Optional<Institution> institution,
        Optional<Institution> counterparty,
        Optional<RecordPlace> record,
        Step latest) {

    /**
     * @param number from 1
     * @param by whoever took it: a person, two of them, or {@code system}
     * @param owner who has to see to it
     * @param due the last date for that
     * @param evidence what was found, as of this step
     * @param reason given by the person; empty for the system's steps
     */
    public record Step(
            int number,
            DiscrepancyState state,
            Instant at,
            String by,
            String owner,
            LocalDate due,
            Evidence evidence,
            Optional<DiscrepancyOutcome> outcome,
            String reason) {}

    /**
     * What each side says. What the sums mean is as of the kind: of fares what was paid, of the bank what it paid to the
     * institution, below zero drew from it.
     *
     * @param ours by what was cleared
     * @param theirs by what it is held against
     */
    public record Evidence(long expectedFen, long foundFen, String ours, String theirs) {
        public long amountFen() {
            return Math.subtractExact(foundFen, expectedFen);
        }
    }
}
