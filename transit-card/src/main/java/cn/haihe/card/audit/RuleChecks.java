package cn.haihe.card.audit;

import java.util.List;

/** What must hold of the rules and of what was shared by them; nothing is asked of what came before there were any. */
final class RuleChecks {
    private RuleChecks() {}

    static List<Check> all() {
        return List.of(
                Check.byQuery("every file was shared by the contracts that held on its business day", """
                        SELECT f.id AS file, t.contract_id, f.business_day
                        FROM (SELECT DISTINCT file_id, issuer, contract_id FROM card_chunk_total) AS t
                        JOIN card_file f ON f.id = t.file_id
                        WHERE f.received_at >= (SELECT min(recorded_at) FROM card_rule)
                          AND t.contract_id IS DISTINCT FROM
                              (SELECT r.subject || '-' || r.version FROM card_rule r
                               WHERE r.kind = 'CONTRACT' AND r.subject = t.issuer || '-' || f.sender
                                 AND r.valid_from <= f.business_day
                               ORDER BY r.valid_from DESC, r.version DESC LIMIT 1)"""),
                Check.byQuery("every record has the share that its contract gives it", """
                        SELECT s.file_id, s.contract_id, s.industry, s.consume_kind, s.amount_fen, s.issuer_fen
                        FROM (SELECT DISTINCT r.file_id, r.issuer, r.industry, r.consume_kind, r.amount_fen, r.issuer_fen,
                                     t.contract_id
                              FROM card_record r
                              JOIN (SELECT DISTINCT file_id, issuer, contract_id FROM card_chunk_total) AS t
                                ON t.file_id = r.file_id AND t.issuer = r.issuer
                              WHERE NOT EXISTS (SELECT 1 FROM card_exception x
                                                WHERE x.file_id = r.file_id AND x.line = r.line)
                                 OR EXISTS (SELECT 1 FROM card_suspension x
                                            WHERE x.file_id = r.file_id AND x.line = r.line)) AS s
                        JOIN card_rule k ON k.kind = 'CONTRACT' AND k.subject || '-' || k.version = s.contract_id
                        LEFT JOIN LATERAL
                            (SELECT t FROM jsonb_array_elements(k.content::jsonb -> 'terms') AS t
                             WHERE coalesce((t ->> 'industry')::integer, s.industry) = s.industry
                               AND coalesce((t ->> 'consumeKind')::integer, s.consume_kind) = s.consume_kind
                             ORDER BY (t ->> 'industry') IS NULL, (t ->> 'consumeKind') IS NULL LIMIT 1) AS term ON true
                        WHERE s.issuer_fen IS DISTINCT FROM least(s.amount_fen,
                              CASE t ->> 'remainderTo'
                                  WHEN 'ISSUER' THEN s.amount_fen - s.amount_fen * (t ->> 'acquirerParts')::integer / 10000
                                  ELSE s.amount_fen * (t ->> 'issuerParts')::integer / 10000 END
                              + coalesce((t ->> 'issuerFixedFen')::integer, 0))"""),
                Check.byQuery("no rule was made for a business day that was open by then", """
                        SELECT r.version, r.kind, r.subject, r.valid_from, w.business_day, w.at
                        FROM card_rule r JOIN card_window_step w ON w.step = 1 AND w.business_day >= r.valid_from
                        WHERE r.origin = 'TWO_PERSONS' AND r.kind <> 'SIGNING_KEY' AND w.at < r.recorded_at"""));
    }
}
