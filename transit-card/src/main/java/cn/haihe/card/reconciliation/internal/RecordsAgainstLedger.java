package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.ledger.TransferReference;
import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds a day's records up anew, by file and issuer, and holds them against what was posted for them. Where the records of the
 * day lie in an archive, the sums that were kept as they were cleared stand for them.
 */
final class RecordsAgainstLedger {
    private static final String RECORDS = """
            SELECT r.file_id, r.issuer, count(*) AS records, sum(r.issuer_fen) AS issuer_fen, sum(r.amount_fen) AS amount_fen
            FROM card_record r
            WHERE r.business_day = $1
              AND (NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
                   OR EXISTS (SELECT 1 FROM card_suspension s WHERE s.file_id = r.file_id AND s.line = r.line))
            GROUP BY r.file_id, r.issuer""";
    private static final String SUMS = """
            SELECT c.file_id, c.issuer, sum(c.records) AS records, sum(c.issuer_fen) AS issuer_fen,
                   sum(c.issuer_fen + c.acquirer_fen) AS amount_fen
            FROM card_chunk_total c JOIN card_file f ON f.id = c.file_id
            WHERE f.business_day = $1 GROUP BY c.file_id, c.issuer""";
    private static final String COMPARE = """
            WITH kept AS (KEPT),
            expected AS (
                SELECT %s AS reference, f.sender AS acquirer, k.issuer,
                       k.records, k.amount_fen, k.issuer_fen
                FROM kept k JOIN card_file f ON f.id = k.file_id
                WHERE k.amount_fen > 0 AND ($2 OR EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = f.id))
                UNION ALL
                SELECT %s, f.sender, s.issuer,
                       -count(*), -sum(s.issuer_fen + s.acquirer_fen), -sum(s.issuer_fen)
                FROM card_file b JOIN card_suspension s ON s.by_file_id = b.id JOIN card_file f ON f.id = s.file_id
                WHERE b.business_day = $1
                  AND ($2 OR EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = b.id))
                GROUP BY b.id, f.sender, s.issuer HAVING sum(s.issuer_fen + s.acquirer_fen) > 0
                UNION ALL
                SELECT %s, f.sender, s.issuer, -count(*), -sum(s.issuer_fen + s.acquirer_fen), -sum(s.issuer_fen)
                FROM card_file f JOIN card_suspension s ON s.file_id = f.id
                WHERE f.business_day = $1 AND s.by_file_id IS NULL
                GROUP BY f.business_day, f.sender, s.issuer HAVING sum(s.issuer_fen + s.acquirer_fen) > 0),
            posted AS (
                SELECT t.reference,
                       max(CASE e.kind WHEN 'FARE_REVENUE' THEN e.owner WHEN 'CARD_FUNDS' THEN e.counterparty END) AS acquirer,
                       max(CASE e.kind WHEN 'FARE_REVENUE' THEN e.counterparty WHEN 'CARD_FUNDS' THEN e.owner END) AS issuer,
                       coalesce(-sum(e.amount_fen) FILTER (WHERE e.kind = 'CARD_FUNDS'), 0) AS amount_fen,
                       coalesce(sum(e.amount_fen) FILTER (WHERE e.kind = 'ISSUER_FEE'), 0) AS issuer_fen
                FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.business_day = $1 AND e.kind IN ('CARD_FUNDS', 'ISSUER_FEE', 'FARE_REVENUE')
                  AND NOT EXISTS (SELECT 1 FROM card_adjustment_posting a WHERE a.transfer_id = t.id)
                GROUP BY t.reference)
            SELECT coalesce(e.reference, p.reference) AS reference,
                   coalesce(e.acquirer, p.acquirer) AS acquirer, coalesce(e.issuer, p.issuer) AS issuer,
                   e.records::bigint AS records, e.amount_fen::bigint AS amount_fen, e.issuer_fen::bigint AS issuer_fen,
                   p.amount_fen::bigint AS posted_fen, p.issuer_fen::bigint AS posted_issuer_fen
            FROM expected e FULL JOIN posted p USING (reference)
            ORDER BY 1""".formatted(
                    TransferReference.ofFileSql("k.file_id", "k.issuer"),
                    TransferReference.ofContradictionSql("b.id", "f.sender", "s.issuer"),
                    TransferReference.ofTerminalsSql("f.business_day", "s.issuer", "f.sender"));
    private static final String ARCHIVED = "SELECT to_regclass($1) IS NULL";

    private RecordsAgainstLedger() {}

    /** @param records accepted ones, what was paid by them, and what of it is in the ledger */
    record Result(long records, long recordsFen, long postedFen, List<Finding> findings) {
        static final Result NOT_LOOKED_AT = new Result(0, 0, 0, List.of());
    }

    /** @param sealed also files that are not posted count */
    static Uni<Result> compare(SqlConnection transaction, LocalDate day, boolean sealed) {
        return transaction
                .preparedQuery(ARCHIVED)
                .execute(Tuple.of("card_record_" + day.format(DateTimeFormatter.BASIC_ISO_DATE)))
                .map(rows -> rows.iterator().next().getBoolean(0) ? SUMS : RECORDS)
                .chain(kept -> transaction
                        .preparedQuery(COMPARE.replace("KEPT", kept))
                        .execute(Tuple.of(day, sealed))
                        .map(RecordsAgainstLedger::result));
    }

    private static Result result(Iterable<Row> rows) {
        long records = 0;
        long recordsFen = 0;
        long postedFen = 0;
        List<Finding> findings = new ArrayList<>();
        for (Row row : rows) {
            boolean isKept = row.getLong("amount_fen") != null;
            boolean isPosted = row.getLong("posted_fen") != null;
            records += isKept ? row.getLong("records") : 0;
            recordsFen = Math.addExact(recordsFen, isKept ? row.getLong("amount_fen") : 0);
            postedFen = Math.addExact(postedFen, isPosted ? row.getLong("posted_fen") : 0);
            if (!isKept) {
                findings.add(finding(DiscrepancyKind.POSTING_WITHOUT_RECORD, row, "no records", posted(row)));
            } else if (!isPosted) {
                findings.add(finding(DiscrepancyKind.RECORD_WITHOUT_POSTING, row, kept(row), "nothing is posted"));
            } else if (!row.getLong("amount_fen").equals(row.getLong("posted_fen"))
                    || !row.getLong("issuer_fen").equals(row.getLong("posted_issuer_fen"))) {
                findings.add(finding(DiscrepancyKind.POSTED_OTHERWISE, row, kept(row), posted(row)));
            }
        }
        return new Result(records, recordsFen, postedFen, findings);
    }

    private static String kept(Row row) {
        return row.getLong("records") + " records of " + row.getLong("amount_fen") + " fen, of them the issuer's "
                + row.getLong("issuer_fen");
    }

    private static String posted(Row row) {
        return "transfer \"" + row.getString("reference") + "\" of " + row.getLong("posted_fen")
                + " fen, of them the issuer's " + row.getLong("posted_issuer_fen");
    }

    private static Finding finding(DiscrepancyKind kind, Row row, String ours, String theirs) {
        long expected = Optional.ofNullable(row.getLong("amount_fen")).orElse(0L);
        long found = Optional.ofNullable(row.getLong("posted_fen")).orElse(0L);
        return new Finding(
                kind,
                row.getString("reference"),
                Optional.ofNullable(row.getString("acquirer")),
                Optional.ofNullable(row.getString("issuer")),
                Optional.empty(),
                new Evidence(expected, found, ours, theirs));
    }
}
