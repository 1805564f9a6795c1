package cn.haihe.card.clearing.file;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.ledger.TransferReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the money of a cleared file into the ledger: a transfer for each issuer whose cards paid, and one for each pair whose
 * earlier records the file contradicts, where anything was paid. Once and for ever, however often it is asked.
 */
public final class FilePosting {
    private static final String REMAINING = """
            SELECT f.records - coalesce((SELECT sum(c.records) FROM card_chunk c WHERE c.file_id = f.id), 0)
            FROM card_file f WHERE f.id = $1 AND NOT EXISTS (SELECT 1 FROM card_file_refusal r WHERE r.file_id = f.id)""";
    private static final String MOVED = """
            SELECT issuer, sum(issuer_fen)::bigint AS issuer_fen, sum(acquirer_fen)::bigint AS acquirer_fen
            FROM card_chunk_total WHERE file_id = $1 GROUP BY issuer HAVING sum(issuer_fen + acquirer_fen) > 0 ORDER BY issuer""";
    private static final String TAKEN_BACK = """
            SELECT s.issuer, f.sender, sum(s.issuer_fen)::bigint AS issuer_fen, sum(s.acquirer_fen)::bigint AS acquirer_fen
            FROM card_suspension s JOIN card_file f ON f.id = s.file_id
            WHERE s.by_file_id = $1 GROUP BY s.issuer, f.sender HAVING sum(s.issuer_fen + s.acquirer_fen) > 0
            ORDER BY s.issuer, f.sender""";
    private static final String KEEP =
            "INSERT INTO card_file_posting (file_id, posted_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    private final Pool pool;
    private final Ledger ledger;
    private final Clock clock;

    public FilePosting(Pool pool, Ledger ledger, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Fails with {@link IllegalStateException} where not all of the file's records are cleared, or it was refused. */
    public Uni<Void> post(ReceivedFile file) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(REMAINING)
                .execute(Tuple.of(file.id()))
                .invoke(rows -> {
                    if (rows.size() == 0 || rows.iterator().next().getLong(0) != 0) {
                        throw new IllegalStateException("file " + file.id() + " is not cleared whole, or was refused");
                    }
                })
                .chain(() -> transfers(transaction, file))
                .chain(transfers -> ledger.post(transaction, transfers))
                .chain(() -> transaction
                        .preparedQuery(KEEP)
                        .execute(Tuple.of(file.id(), clock.instant().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid());
    }

    private static Uni<List<Transfer>> transfers(SqlConnection transaction, ReceivedFile file) {
        List<Transfer> transfers = new ArrayList<>();
        return transaction
                .preparedQuery(MOVED)
                .execute(Tuple.of(file.id()))
                .invoke(rows -> rows.forEach(row -> transfers.add(moved(file, row))))
                .chain(() -> transaction.preparedQuery(TAKEN_BACK).execute(Tuple.of(file.id())))
                .invoke(rows -> rows.forEach(row -> transfers.add(takenBack(file, row))))
                .replaceWith(transfers);
    }

    private static Transfer moved(ReceivedFile file, Row row) {
        return transfer(
                TransferReference.ofFile(file.id(), row.getString("issuer")),
                file.businessDay(),
                new Institution(row.getString("issuer")),
                file.acquirer(),
                row.getLong("issuer_fen"),
                row.getLong("acquirer_fen"));
    }

    private static Transfer takenBack(ReceivedFile file, Row row) {
        return transfer(
                TransferReference.ofContradiction(file.id(), row.getString("sender"), row.getString("issuer")),
                file.businessDay(),
                new Institution(row.getString("issuer")),
                new Institution(row.getString("sender")),
                -row.getLong("issuer_fen"),
                -row.getLong("acquirer_fen"));
    }

    private static Transfer transfer(
            String reference,
            LocalDate day,
            Institution issuer,
            Institution acquirer,
            long issuerFen,
            long acquirerFen) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(issuer, AccountKind.CARD_FUNDS, acquirer, -Math.addExact(issuerFen, acquirerFen)));
        if (issuerFen != 0) {
            entries.add(new Entry(issuer, AccountKind.ISSUER_FEE, acquirer, issuerFen));
        }
        if (acquirerFen != 0) {
            entries.add(new Entry(acquirer, AccountKind.FARE_REVENUE, issuer, acquirerFen));
        }
        return Transfer.of(day, reference, entries);
    }
}
