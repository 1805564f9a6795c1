package cn.haihe.card.settlement.internal;

import cn.haihe.card.settlement.Seal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Closes a day of the ledger: a hash (SM3) over everything posted on it and over the seal before, and what every account holds
 * by then. Whoever changes a row of a sealed day later breaks the chain from there on.
 */
final class LedgerSeal {
    static final String FIRST = "0".repeat(64);
    /** Hashed within some milliseconds. */
    private static final int ENTRIES_AT_ONCE = 1_000;

    private static final String LAST = "SELECT hash FROM ledger_seal ORDER BY sequence DESC LIMIT 1";
    private static final String CONTENT = """
            SELECT t.sequence, t.id, t.reference, e.line, e.owner, e.kind, e.counterparty, e.amount_fen
            FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
            WHERE t.business_day = $1 ORDER BY t.sequence, e.line""";
    private static final String CHECKPOINT = """
            INSERT INTO ledger_checkpoint (business_day, owner, kind, counterparty, balance_fen)
            SELECT $1, owner, kind, counterparty, sum(fen)
            FROM (SELECT owner, kind, counterparty, balance_fen AS fen FROM ledger_checkpoint
                  WHERE business_day = (SELECT max(business_day) FROM ledger_seal)
                  UNION ALL
                  SELECT owner, kind, counterparty, amount_fen FROM ledger_entry
                  WHERE business_day > coalesce((SELECT max(business_day) FROM ledger_seal), '-infinity')
                    AND business_day <= $1) AS all_of_it
            GROUP BY owner, kind, counterparty""";
    private static final String INSERT = """
            INSERT INTO ledger_seal (business_day, previous, transfers, entries, hash, sealed_at)
            VALUES ($1, $2, $3, $4, $5, $6)""";

    private static final String FIND = "SELECT previous, hash, sealed_at FROM ledger_seal WHERE business_day = $1";

    private final Clock clock;

    LedgerSeal(Clock clock) {
        this.clock = clock;
    }

    /** @return the hash */
    Uni<String> seal(SqlConnection transaction, LocalDate day) {
        return transaction
                .query(LAST)
                .execute()
                .map(rows -> rows.size() == 0 ? FIRST : rows.iterator().next().getString(0))
                .chain(previous -> content(transaction, day, previous)
                        .call(content -> transaction.preparedQuery(CHECKPOINT).execute(Tuple.of(day)))
                        .call(content -> transaction
                                .preparedQuery(INSERT)
                                .execute(Tuple.tuple()
                                        .addLocalDate(day)
                                        .addString(previous)
                                        .addLong(content.transfers())
                                        .addLong(content.entries())
                                        .addString(content.hash())
                                        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))))
                        .map(Content::hash));
    }

    static Uni<Optional<Seal>> find(SqlClient client, LocalDate day) {
        return row(client, day).map(kept -> kept.map(row -> seal(day, row)));
    }

    /** With the hash that the day would have by what stands there now. */
    static Uni<Optional<Seal.Check>> check(Pool pool, LocalDate day) {
        return pool.withTransaction(transaction -> row(transaction, day)
                .chain(kept -> kept.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : content(transaction, day, kept.get().getString("previous"))
                                .map(content -> Optional.of(new Seal.Check(seal(day, kept.get()), content.hash())))));
    }

    private static Uni<Optional<Row>> row(SqlClient client, LocalDate day) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(day))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next()));
    }

    private static Seal seal(LocalDate day, Row kept) {
        return new Seal(
                day, kept.getString("hash"), kept.getOffsetDateTime("sealed_at").toInstant());
    }

    /** A day with many shared journeys has millions of entries: never all of them in memory, nor at once on the event loop. */
    private static Uni<Content> content(SqlConnection transaction, LocalDate day, String previous) {
        Hashing hashing = new Hashing(day, previous);
        return transaction.prepare(CONTENT).chain((PreparedStatement statement) -> {
            Cursor cursor = statement.cursor(Tuple.of(day));
            return Multi.createBy()
                    .repeating()
                    .uni(() -> cursor.read(ENTRIES_AT_ONCE).invoke(hashing::add).map(rows -> cursor.hasMore()))
                    .whilst(hasMore -> hasMore)
                    .collect()
                    .last()
                    .chain(cursor::close)
                    .chain(statement::close)
                    .map(closed -> hashing.content());
        });
    }

    /** Takes the entries in their order, some at a time. */
    private static final class Hashing {
        private final SM3Digest digest = new SM3Digest();
        private long transfers;
        private long entries;
        private UUID last;

        private Hashing(LocalDate day, String previous) {
            update(previous + "\n" + day + "\n");
        }

        private void add(RowSet<Row> rows) {
            for (Row row : rows) {
                UUID id = row.getUUID("id");
                if (!id.equals(last)) {
                    transfers++;
                    last = id;
                    update(row.getLong("sequence") + "|" + id + "|" + row.getString("reference") + "\n");
                }
                entries++;
                update(row.getInteger("line") + "|" + row.getString("owner") + "|" + row.getString("kind") + "|"
                        + row.getString("counterparty") + "|" + row.getLong("amount_fen") + "\n");
            }
        }

        private Content content() {
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            return new Content(transfers, entries, HexFormat.of().formatHex(hash));
        }

        private void update(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            digest.update(utf8, 0, utf8.length);
        }
    }

    private record Content(long transfers, long entries, String hash) {}
}
