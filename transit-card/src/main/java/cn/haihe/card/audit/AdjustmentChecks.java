package cn.haihe.card.audit;

import java.util.List;

/** What must hold of money that moved after its day was closed. */
final class AdjustmentChecks {
    private AdjustmentChecks() {}

    static List<Check> all() {
        return List.of(
                Check.byQuery("every adjustment was asked for by one person and approved by another", """
                        SELECT a.id, a.asked_by, p.asked_by AS posted_for, p.approved_by
                        FROM card_adjustment_posting p LEFT JOIN card_adjustment a ON a.id = p.adjustment_id
                        WHERE a.id IS NULL OR a.asked_by <> p.asked_by OR p.asked_by = p.approved_by"""),
                Check.byQuery("every approved adjustment is in the ledger, with its amount, and nothing else is", """
                        SELECT coalesce(a.reference, t.reference) AS reference, a.fen AS asked_fen, t.fen AS ledger_fen
                        FROM (SELECT p.transfer_id, p.business_day, a.amount_fen AS fen,
                                     'adjustment ' || a.id || ' of ' || a.cause || ' about ' || a.about_day AS reference
                              FROM card_adjustment_posting p JOIN card_adjustment a ON a.id = p.adjustment_id) a
                        FULL JOIN (SELECT t.id, t.business_day, t.reference,
                                          sum(CASE WHEN e.kind IN ('ADJUSTMENT_COST', 'SETTLEMENT_BANK', 'CARD_FUNDS')
                                                   THEN abs(e.amount_fen) END) AS fen
                                   FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                                   WHERE t.reference LIKE 'adjustment %'
                                   GROUP BY t.id, t.business_day, t.reference) t
                            ON t.id = a.transfer_id AND t.business_day = a.business_day AND t.reference = a.reference
                        WHERE a.reference IS NULL OR t.reference IS NULL OR abs(a.fen) <> t.fen"""),
                Check.byQuery("what was put right after its day has an adjustment behind it", """
                        SELECT e.transfer_id, e.line, e.kind FROM ledger_entry e
                        JOIN ledger_transfer t ON t.id = e.transfer_id
                        WHERE e.kind IN ('ADJUSTMENT', 'ADJUSTMENT_COST')
                          AND NOT EXISTS (SELECT 1 FROM card_adjustment_posting p WHERE p.transfer_id = t.id)"""),
                Check.byQuery("every exception that was resolved by an adjustment has one", """
                        SELECT s.discrepancy_id FROM card_discrepancy_step s
                        WHERE s.outcome = 'ADJUSTED'
                          AND NOT EXISTS (SELECT 1 FROM card_adjustment a
                                          JOIN card_adjustment_posting p ON p.adjustment_id = a.id
                                          WHERE a.cause = 'exception ' || s.discrepancy_id)"""),
                Check.byQuery("every dispute that was upheld has an adjustment, and no other has", """
                        SELECT coalesce(u.cause, a.cause) AS dispute
                        FROM (SELECT 'dispute ' || dispute_id AS cause FROM card_dispute_step WHERE state = 'UPHELD') u
                        FULL JOIN (SELECT DISTINCT a.cause FROM card_adjustment a
                                   JOIN card_adjustment_posting p ON p.adjustment_id = a.id
                                   WHERE a.cause LIKE 'dispute %') a USING (cause)
                        WHERE u.cause IS NULL OR a.cause IS NULL"""),
                Check.byQuery("every exception that is resolved has a person and a reason", """
                        SELECT discrepancy_id, step FROM card_discrepancy_step
                        WHERE state = 'RESOLVED' AND (by_whom = 'system' OR reason = '')"""),
                Check.byQuery("of records that were decided about, one at most is paid for a card's transaction", """
                        SELECT card, counter, count(*) FROM (
                            SELECT card, counter FROM (
                                SELECT DISTINCT ON (file_id, line) card, counter, accepted FROM card_record_decision
                                ORDER BY file_id, line, step DESC) AS latest
                            WHERE accepted
                            UNION ALL
                            SELECT k.card, k.counter FROM card_key k
                            WHERE (k.card, k.counter) IN (SELECT card, counter FROM card_record_decision)
                              AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)
                              AND NOT EXISTS (SELECT 1 FROM card_record_decision d
                                              WHERE d.file_id = k.file_id AND d.line = k.line)) AS paid
                        GROUP BY card, counter HAVING count(*) > 1"""));
    }
}
