package cn.haihe.card.audit;

import java.util.List;

/** What must hold within the ledger, and between it and the records behind it. */
final class LedgerChecks {
    /** As the auditor has it from the rules of settlement, and from nobody's code. */
    private static final String NETTED = " ('FARE_REVENUE', 'TRANSFER_SHARE', 'ADJUSTMENT') ";

    private LedgerChecks() {}

    static List<Check> all() {
        return List.of(
                Check.byQuery(
                        "all accounts together hold nothing",
                        "SELECT sum(amount_fen) AS fen FROM ledger_entry HAVING coalesce(sum(amount_fen), 0) <> 0"),
                Check.byQuery("every transfer balances, of two entries or more, on one day", """
                        SELECT t.id, count(e.*) AS entries, sum(e.amount_fen) AS fen
                        FROM ledger_transfer t LEFT JOIN ledger_entry e ON e.transfer_id = t.id
                        GROUP BY t.id, t.business_day
                        HAVING count(e.*) < 2 OR sum(e.amount_fen) <> 0 OR bool_or(e.business_day <> t.business_day)"""),
                Check.byQuery("every entry has its transfer", """
                        SELECT e.transfer_id, e.line FROM ledger_entry e
                        WHERE NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.id = e.transfer_id)"""),
                Check.byQuery("a posted file's revenue in the ledger is that of its accepted records", """
                        SELECT f.id AS file, r.issuer, r.fen AS records_fen, l.fen AS ledger_fen
                        FROM card_file f
                        JOIN card_file_posting p ON p.file_id = f.id
                        JOIN LATERAL (SELECT r.issuer, sum(r.amount_fen - r.issuer_fen) AS fen FROM card_record r
                                      WHERE r.file_id = f.id
                                        AND (NOT EXISTS (SELECT 1 FROM card_exception x
                                                         WHERE x.file_id = r.file_id AND x.line = r.line)
                                             OR EXISTS (SELECT 1 FROM card_suspension s
                                                        WHERE s.file_id = r.file_id AND s.line = r.line))
                                      GROUP BY r.issuer) r ON true
                        LEFT JOIN LATERAL (SELECT sum(e.amount_fen) AS fen FROM ledger_transfer t
                                           JOIN ledger_entry e ON e.transfer_id = t.id
                                           WHERE t.reference = 'file ' || f.id || ' issuer ' || r.issuer
                                             AND e.kind = 'FARE_REVENUE') l ON true
                        WHERE r.fen <> coalesce(l.fen, 0)"""),
                Check.byQuery(
                        "a day's revenue between institutions is that of its accepted records, less what was contradicted",
                        """
                        SELECT business_day, issuer, acquirer, sum(fen) AS off_by_fen
                        FROM (SELECT r.business_day, r.issuer, f.sender AS acquirer, r.amount_fen - r.issuer_fen AS fen
                              FROM card_record r JOIN card_file f ON f.id = r.file_id
                              JOIN card_file_posting p ON p.file_id = f.id
                              WHERE NOT EXISTS (SELECT 1 FROM card_exception x
                                                WHERE x.file_id = r.file_id AND x.line = r.line)
                              UNION ALL
                              SELECT business_day, counterparty, owner, -amount_fen FROM ledger_entry
                              WHERE kind = 'FARE_REVENUE') AS both_sides
                        GROUP BY business_day, issuer, acquirer HAVING sum(fen) <> 0"""),
                Check.byQuery(
                        "what was netted is what the day's revenue and adjustments make each owe or be owed",
                        """
                        SELECT day, institution, sum(fen) AS off_by_fen
                        FROM (SELECT e.business_day AS day, e.owner AS institution, e.amount_fen AS fen FROM ledger_entry e
                              WHERE e.kind IN """ + NETTED + """
                               AND e.owner <> e.counterparty
                              UNION ALL
                              SELECT business_day, counterparty, -amount_fen FROM ledger_entry
                              WHERE kind IN """ + NETTED + """
                               AND owner <> counterparty
                              UNION ALL
                              SELECT substring(t.reference from 'netted window (.{10})')::date, e.owner, -e.amount_fen
                              FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                              WHERE t.reference LIKE 'netted window %') AS all_of_it
                        WHERE day IN (SELECT business_day FROM card_window_step WHERE state = 'NETTED')
                        GROUP BY day, institution HAVING sum(fen) <> 0"""),
                Check.byQuery("nothing stays reserved for a day that is settled", """
                        SELECT substring(t.reference from 'window (.{10})') AS day, e.owner, sum(e.amount_fen) AS fen
                        FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                        WHERE e.kind = 'RESERVED'
                          AND substring(t.reference from 'window (.{10})')::date
                              IN (SELECT business_day FROM card_window_step WHERE state = 'SETTLED')
                        GROUP BY 1, 2 HAVING sum(e.amount_fen) <> 0"""));
    }
}
