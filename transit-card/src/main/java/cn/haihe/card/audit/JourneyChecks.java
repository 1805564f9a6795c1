package cn.haihe.card.audit;

import java.util.List;

/** What must hold of journeys through several institutions: rides that were told, shared to the fen, moved as shared. */
final class JourneyChecks {
    private JourneyChecks() {}

    static List<Check> all() {
        return List.of(
                Check.byQuery("what a journey moves in the ledger is what its latest shares say", """
                        SELECT card, first_counter, institution, sum(fen) AS off_by_fen
                        FROM (SELECT l.card, l.first_counter, l.acquirer AS institution, l.share_fen - l.paid_fen AS fen
                              FROM card_journey_leg l
                              WHERE l.business_day = (SELECT max(j.business_day) FROM card_journey j
                                                      WHERE j.card = l.card AND j.first_counter = l.first_counter)
                              UNION ALL
                              SELECT substring(t.reference from 'journey ([0-9]+)-')::bigint,
                                     substring(t.reference from '-([0-9]+) day ')::integer, e.owner, -e.amount_fen
                              FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id
                              WHERE e.kind IN ('TRANSFER_SHARE', 'TRANSFER_COST')) AS both_sides
                        GROUP BY card, first_counter, institution HAVING sum(fen) <> 0"""),
                Check.byQuery("a journey's shares are what was paid, each by its full fare but for one remainder", """
                        SELECT j.card, j.first_counter, j.business_day, sum(l.share_fen) AS shared_fen, j.paid_fen
                        FROM card_journey j LEFT JOIN card_journey_leg l USING (card, first_counter, business_day)
                        GROUP BY j.card, j.first_counter, j.business_day, j.legs, j.paid_fen, j.full_fen
                        HAVING count(l.counter) <> j.legs OR sum(l.share_fen) IS DISTINCT FROM j.paid_fen
                            OR sum(l.paid_fen) <> j.paid_fen OR sum(l.full_fen) <> j.full_fen
                            OR bool_or(l.share_fen <> l.paid_fen)
                               AND count(*) FILTER (WHERE l.share_fen <> div(j.paid_fen::numeric * l.full_fen, j.full_fen)) > 1"""),
                Check.byQuery(
                        "rides of a journey follow each other, each of an accepted record that says as much", """
                        SELECT l.card, l.counter, l.business_day
                        FROM card_journey_leg l JOIN card_journey j USING (card, first_counter, business_day)
                        LEFT JOIN card_key k ON k.card = l.card AND k.counter = l.counter
                        LEFT JOIN card_file f ON f.id = k.file_id
                        LEFT JOIN card_record r
                          ON r.business_day = f.business_day AND r.file_id = k.file_id AND r.line = k.line
                        WHERE l.counter NOT BETWEEN l.first_counter AND l.first_counter + j.legs - 1
                           OR f.id IS NULL OR f.business_day > l.business_day OR f.sender <> l.acquirer
                           OR r.amount_fen <> l.paid_fen OR r.amount_fen + r.discount_fen <> l.full_fen
                           OR (r.discount_fen = 0) <> (l.counter = l.first_counter)
                           OR EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)"""),
                Check.byQuery("every claim of a sealed day is shared, or open with a reason", """
                        SELECT c.card, c.counter, c.business_day FROM card_transfer_claim c
                        WHERE c.business_day <= (SELECT max(business_day) FROM ledger_seal)
                          AND NOT EXISTS (SELECT 1 FROM card_journey_open o WHERE o.card = c.card AND o.counter = c.counter)
                          AND NOT EXISTS (SELECT 1 FROM card_journey j
                                          WHERE j.card = c.card AND c.counter > j.first_counter
                                            AND c.counter < j.first_counter + j.legs)"""),
                Check.byQuery("no claim waits for a ride that is told and accepted", """
                        SELECT o.card, o.counter, o.missing FROM card_journey_open o
                        JOIN card_key k ON k.card = o.card AND k.counter = o.missing
                        JOIN card_file f ON f.id = k.file_id
                        WHERE f.business_day <= (SELECT max(business_day) FROM ledger_seal)
                          AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)"""));
    }
}
