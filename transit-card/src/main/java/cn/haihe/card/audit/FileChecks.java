package cn.haihe.card.audit;

import java.util.List;

/** What must hold of the files that were taken: nothing lost, nothing twice. */
final class FileChecks {
    private FileChecks() {}

    static List<Check> all() {
        return List.of(
                Check.byQuery("chunks follow each other without gap", """
                        SELECT file_id, first_line, expected FROM (
                            SELECT file_id, first_line,
                                   1 + coalesce(sum(records) OVER (PARTITION BY file_id ORDER BY first_line
                                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS expected
                            FROM card_chunk) AS chunks
                        WHERE first_line <> expected"""),
                Check.byQuery(
                        "each file of a sealed day is posted, or refused by a person's case and nowhere in the books",
                        """
                        SELECT f.id, f.business_day, p.file_id IS NOT NULL AS posted, r.file_id IS NOT NULL AS refused, r.cause
                        FROM card_file f
                        LEFT JOIN card_file_posting p ON p.file_id = f.id
                        LEFT JOIN card_file_refusal r ON r.file_id = f.id
                        WHERE CASE WHEN r.file_id IS NULL
                                   THEN p.file_id IS NULL AND f.business_day <= (SELECT max(business_day) FROM ledger_seal)
                                   ELSE p.file_id IS NOT NULL OR NOT %s END""".formatted(RefusalCase.REFUSED)),
                Check.byQuery("a posted file has every record in its chunks", """
                        SELECT f.id, f.records, coalesce(sum(c.records), 0) AS chunked
                        FROM card_file f JOIN card_file_posting p ON p.file_id = f.id
                        LEFT JOIN card_chunk c ON c.file_id = f.id
                        GROUP BY f.id, f.records HAVING f.records <> coalesce(sum(c.records), 0)"""),
                Check.byQuery("every record of a chunk is kept as a record or as an exception, once", """
                        SELECT file_id, sum(chunked) AS chunked, sum(kept) AS kept
                        FROM (SELECT file_id, sum(records - elsewhere) AS chunked, 0 AS kept FROM card_chunk GROUP BY file_id
                              UNION ALL
                              SELECT file_id, 0, count(DISTINCT line)
                              FROM (SELECT file_id, line FROM card_record
                                    UNION ALL SELECT file_id, line FROM card_exception) AS lines
                              GROUP BY file_id) AS counts
                        GROUP BY file_id HAVING sum(chunked) <> sum(kept)"""),
                Check.byQuery(
                        "no line is kept as a record twice",
                        "SELECT file_id, line, count(*) FROM card_record GROUP BY file_id, line HAVING count(*) > 1"),
                Check.byQuery("no card paid twice with one counter", """
                        SELECT r.card, r.counter, count(*) FROM card_record r
                        WHERE NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
                        GROUP BY r.card, r.counter HAVING count(*) > 1"""),
                Check.byQuery("every accepted record has its key, or is of a file whose keys are gone", """
                        SELECT r.file_id, r.line FROM card_record r
                        WHERE NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
                          AND NOT EXISTS (SELECT 1 FROM card_key k WHERE k.card = r.card AND k.counter = r.counter)
                          AND NOT EXISTS (SELECT 1 FROM card_keyless_file g WHERE g.file_id = r.file_id)"""),
                Check.byQuery("keys are gone of archived days only, and nothing so old was accepted since", """
                        SELECT g.file_id, 'keys gone too early' AS what FROM card_keyless_file g
                        JOIN card_file f ON f.id = g.file_id, card_key_trim t
                        WHERE f.received_at >= t.before
                           OR NOT EXISTS (SELECT 1 FROM card_archive a WHERE a.business_day = f.business_day)
                        UNION ALL
                        SELECT r.file_id, 'line ' || r.line || ' too old' FROM card_record r
                        JOIN card_file f ON f.id = r.file_id, card_key_trim t
                        WHERE f.received_at > t.round_at AND r.occurred_at < t.before
                          AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)"""),
                Check.byQuery("no money of a record goes back by a decision and by a contradiction", """
                        SELECT s.file_id, s.line FROM card_suspension s
                        JOIN card_record_decision d ON d.file_id = s.file_id AND d.line = s.line
                        WHERE d.step = 1 AND NOT d.accepted AND d.business_day IS NOT NULL"""),
                Check.byQuery("what chunks count as accepted is what was accepted", """
                        SELECT file_id, sum(told) AS told, sum(there) AS there
                        FROM (SELECT file_id, accepted AS told, 0 AS there FROM card_chunk
                              UNION ALL
                              SELECT r.file_id, 0, count(*) FROM card_record r
                              WHERE NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
                                 OR EXISTS (SELECT 1 FROM card_suspension s WHERE s.file_id = r.file_id AND s.line = r.line)
                              GROUP BY r.file_id) AS counts
                        GROUP BY file_id HAVING sum(told) <> sum(there)"""),
                Check.byQuery(
                        "a record's shares are within its amount",
                        "SELECT file_id, line FROM card_record WHERE issuer_fen < 0 OR issuer_fen > amount_fen"));
    }
}
