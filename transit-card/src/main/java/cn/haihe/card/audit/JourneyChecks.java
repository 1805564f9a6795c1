package cn.haihe.card.audit;

import java.util.List;

/**
 * What must hold of journeys through several institutions: rides that were told and are paid, also by what people decided since,
 * shared to the fen, moved as shared.
 */
final class JourneyChecks {
    /** As each journey was shared last. */
    private static final String LATEST = """
            latest AS (SELECT DISTINCT ON (card, first_counter) * FROM card_journey
                       ORDER BY card, first_counter, business_day DESC)""";
    /** Which record is paid for a ride by the last day that was sealed. */
    private static final String PAID = """
            sealed AS (SELECT max(business_day) AS day FROM ledger_seal),
            paid AS (SELECT k.card, k.counter, k.file_id, k.line FROM card_key k
                     WHERE NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)
                       AND NOT EXISTS (SELECT 1 FROM card_record_decision d, sealed
                                       WHERE d.file_id = k.file_id AND d.line = k.line AND d.business_day <= sealed.day)
                     UNION ALL
                     SELECT card, counter, file_id, line
                     FROM (SELECT DISTINCT ON (file_id, line) card, counter, file_id, line, accepted
                           FROM card_record_decision, sealed WHERE business_day <= sealed.day
                           ORDER BY file_id, line, step DESC) AS decided
                     WHERE accepted)""";

    private JourneyChecks() {}

    static List<Check> all() {
        return List.of(
                Check.byQuery("what journeys move in a day's ledger is what their shares of the day say", """
                        WITH shared AS (
                            SELECT card, first_counter, business_day,
                                   lead(business_day) OVER (PARTITION BY card, first_counter ORDER BY business_day) AS until
                            FROM card_journey)
                        SELECT business_day, institution, sum(fen) AS off_by_fen
                        FROM (SELECT l.business_day, l.acquirer AS institution, l.share_fen - l.paid_fen AS fen
                              FROM card_journey_leg l
                              UNION ALL
                              SELECT s.until, l.acquirer, l.paid_fen - l.share_fen
                              FROM shared s JOIN card_journey_leg l USING (card, first_counter, business_day)
                              WHERE s.until IS NOT NULL
                              UNION ALL
                              SELECT e.business_day, e.owner, -e.amount_fen FROM ledger_entry e
                              WHERE e.kind IN ('TRANSFER_SHARE', 'TRANSFER_COST')) AS both_sides
                        GROUP BY business_day, institution HAVING sum(fen) <> 0"""),
                Check.byQuery("a journey's shares are what was paid, each by its full fare but for one remainder", """
                        SELECT j.card, j.first_counter, j.business_day, sum(l.share_fen) AS shared_fen, j.paid_fen
                        FROM card_journey j LEFT JOIN card_journey_leg l USING (card, first_counter, business_day)
                        GROUP BY j.card, j.first_counter, j.business_day, j.legs, j.paid_fen, j.full_fen
                        HAVING count(l.counter) <> j.legs OR coalesce(sum(l.share_fen), 0) <> j.paid_fen
                            OR coalesce(sum(l.paid_fen), 0) <> j.paid_fen OR coalesce(sum(l.full_fen), 0) <> j.full_fen
                            OR bool_or(l.share_fen <> l.paid_fen)
                               AND count(*) FILTER (WHERE l.share_fen <> div(j.paid_fen::numeric * l.full_fen, j.full_fen)) > 1"""),
                Check.byQuery(
                        "rides of a journey follow each other, each of a paid record that says as much",
                        """
                        WITH %s, %s
                        SELECT card, counter, business_day
                        FROM (SELECT l.card, l.counter, l.business_day,
                                     l.counter NOT BETWEEN l.first_counter AND l.first_counter + j.legs - 1
                                     OR f.id IS NULL OR f.business_day > l.business_day OR f.sender <> l.acquirer
                                     OR r.amount_fen <> l.paid_fen OR r.amount_fen + r.discount_fen <> l.full_fen
                                     OR (r.discount_fen = 0) <> (l.counter = l.first_counter)
                                     OR r.discount_fen > 0 AND r.city <> 0 AND r.transfer_city <> nullif(lag(r.city)
                                        OVER (PARTITION BY l.card, l.first_counter ORDER BY l.counter), 0) AS is_wrong
                              FROM latest j JOIN card_journey_leg l USING (card, first_counter, business_day)
                              LEFT JOIN paid p ON p.card = l.card AND p.counter = l.counter
                              LEFT JOIN card_file f ON f.id = p.file_id
                              LEFT JOIN card_record r
                                ON r.business_day = f.business_day AND r.file_id = p.file_id AND r.line = p.line) AS rides
                        WHERE is_wrong""".formatted(LATEST, PAID)),
                Check.byQuery("every claim of a sealed day is shared, or open with a reason", """
                        WITH %s
                        SELECT c.card, c.counter, c.business_day FROM card_transfer_claim c
                        WHERE c.business_day <= (SELECT max(business_day) FROM ledger_seal)
                          AND NOT EXISTS (SELECT 1 FROM card_journey_open o WHERE o.card = c.card AND o.counter = c.counter)
                          AND NOT EXISTS (SELECT 1 FROM latest j
                                          WHERE j.card = c.card AND c.counter > j.first_counter
                                            AND c.counter < j.first_counter + j.legs)""".formatted(LATEST)),
                Check.byQuery("no claim waits for a ride that is told and paid", """
                        WITH %s
                        SELECT o.card, o.counter, o.missing FROM card_journey_open o
                        JOIN paid p ON p.card = o.card AND p.counter = o.missing
                        JOIN card_file f ON f.id = p.file_id
                        WHERE f.business_day <= (SELECT day FROM sealed)""".formatted(PAID)));
    }
}
