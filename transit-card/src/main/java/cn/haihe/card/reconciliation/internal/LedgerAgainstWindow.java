package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.ledger.Owed;
import cn.haihe.card.ledger.TransferReference;
import cn.haihe.card.ledger.TransferReference.WindowMove;
import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.settlement.Seal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a day's ledger against its seal, against what was netted of it, and against what the bank was told. */
final class LedgerAgainstWindow {
    private static final String COMPARE =
            """
            WITH net AS (
                SELECT institution, sum(fen) AS fen FROM %s AS owed WHERE business_day = $1
                GROUP BY institution HAVING sum(fen) <> 0),
            netted AS (
                SELECT e.owner AS institution, sum(e.amount_fen) AS fen
                FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.reference IN (SELECT %s FROM card_window_step s WHERE s.business_day = $1) GROUP BY e.owner),
            told AS (SELECT institution, amount_fen AS fen FROM card_instruction WHERE business_day = $1),
            reached AS (SELECT bool_or(state = 'NETTED') AS netted, bool_or(state = 'INSTRUCTED') AS told
                        FROM card_window_step WHERE business_day = $1)
            SELECT 'netted ' || coalesce(a.institution, b.institution) AS subject,
                   coalesce(a.institution, b.institution) AS institution,
                   coalesce(a.fen, 0)::bigint AS expected, coalesce(b.fen, 0)::bigint AS found, 'netted' AS what
            FROM net a FULL JOIN netted b USING (institution), reached
            WHERE reached.netted AND coalesce(a.fen, 0) <> coalesce(b.fen, 0)
            UNION ALL
            SELECT 'instruction ' || coalesce(a.institution, b.institution), coalesce(a.institution, b.institution),
                   coalesce(a.fen, 0)::bigint, coalesce(b.fen, 0)::bigint, 'instructed'
            FROM net a FULL JOIN told b USING (institution), reached
            WHERE reached.told AND coalesce(a.fen, 0) <> coalesce(b.fen, 0)
            ORDER BY 1""".formatted(Owed.EACH, TransferReference.ofWindowSql(WindowMove.NETTED, "s.business_day", "s.step"));

    private LedgerAgainstWindow() {}

    static Uni<List<Finding>> compare(SqlConnection transaction, LocalDate day, Optional<Seal.Check> seal) {
        return transaction.preparedQuery(COMPARE).execute(Tuple.of(day)).map(rows -> {
            List<Finding> findings = new ArrayList<>();
            seal.filter(kept -> !kept.isWhole()).ifPresent(kept -> findings.add(broken(kept)));
            for (Row row : rows) {
                long expected = row.getLong("expected");
                long found = row.getLong("found");
                findings.add(Finding.of(
                        DiscrepancyKind.NETTED_OTHERWISE,
                        row.getString("subject"),
                        row.getString("institution"),
                        new Evidence(
                                expected,
                                found,
                                "the day's ledger nets to " + expected + " fen",
                                found + " fen " + row.getString("what"))));
            }
            return findings;
        });
    }

    private static Finding broken(Seal.Check check) {
        return Finding.ofCentre(
                DiscrepancyKind.SEAL_BROKEN,
                "seal",
                new Evidence(
                        0,
                        0,
                        "sealed by " + check.seal().hash() + " at "
                                + check.seal().sealedAt(),
                        "now " + check.hashNow()));
    }
}
