package cn.haihe.card.clearing.file;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.ledger.TransferReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The second key of a record, security access module and its sequence: where several cards are said to have paid at one,
 * nobody gets the money until it is settled who did, but where people have decided that already. Looked for once, when a day is closed: an index of it would cost each
 * record as much again as its first key.
 */
public final class TerminalSequences {
    private static final String SUSPEND = """
            WITH reused AS (
                SELECT psam, psam_sequence FROM card_record WHERE business_day = $1
                GROUP BY psam, psam_sequence HAVING count(*) > 1
                UNION SELECT psam, psam_sequence FROM card_terminal_reused WHERE business_day = $1),
            suspended AS (
                INSERT INTO card_suspension (file_id, line, issuer, issuer_fen, acquirer_fen)
                SELECT r.file_id, r.line, r.issuer, r.issuer_fen, r.amount_fen - r.issuer_fen
                FROM card_record r JOIN reused USING (psam, psam_sequence)
                WHERE r.business_day = $1
                  AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
                  AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.file_id = r.file_id AND d.line = r.line)
                RETURNING file_id, line, issuer, issuer_fen, acquirer_fen),
            excepted AS (
                INSERT INTO card_exception (file_id, line, reason)
                SELECT file_id, line, 'TERMINAL_SEQUENCE_REUSED' FROM suspended)
            SELECT s.issuer, f.sender, sum(s.issuer_fen)::bigint AS issuer_fen, sum(s.acquirer_fen)::bigint AS acquirer_fen
            FROM suspended s JOIN card_file f ON f.id = s.file_id GROUP BY s.issuer, f.sender
            HAVING sum(s.issuer_fen + s.acquirer_fen) > 0 ORDER BY 1, 2""";

    private TerminalSequences() {}

    /** Suspends what is found and takes its money back, in the caller's transaction. */
    public static Uni<Void> suspendReused(SqlConnection transaction, Ledger ledger, LocalDate day) {
        return transaction.preparedQuery(SUSPEND).execute(Tuple.of(day)).chain(rows -> {
            List<Transfer> transfers = new ArrayList<>();
            rows.forEach(row -> transfers.add(takenBack(day, row)));
            return ledger.post(transaction, transfers);
        });
    }

    private static Transfer takenBack(LocalDate day, Row row) {
        Institution issuer = new Institution(row.getString("issuer"));
        Institution acquirer = new Institution(row.getString("sender"));
        long issuerFen = row.getLong("issuer_fen");
        long acquirerFen = row.getLong("acquirer_fen");
        String reference = TransferReference.ofTerminals(day, issuer.code(), acquirer.code());
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(issuer, AccountKind.CARD_FUNDS, acquirer, Math.addExact(issuerFen, acquirerFen)));
        if (issuerFen != 0) {
            entries.add(new Entry(issuer, AccountKind.ISSUER_FEE, acquirer, -issuerFen));
        }
        if (acquirerFen != 0) {
            entries.add(new Entry(acquirer, AccountKind.FARE_REVENUE, issuer, -acquirerFen));
        }
        return Transfer.of(day, reference, entries);
    }
}
