package cn.haihe.card.ledger.internal;

import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.ledger.TransferConflictException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Three statements for any number of transfers. */
public final class PostgresLedger implements Ledger {
    private static final String INSERT_TRANSFERS = """
            INSERT INTO ledger_transfer (id, business_day, reference, content_hash)
            SELECT * FROM unnest($1::uuid[], $2::date[], $3::text[], $4::text[]) AS n (id, day, reference, hash)
            ORDER BY id
            ON CONFLICT (id) DO NOTHING RETURNING id""";
    private static final String FIND_CONFLICT = """
            SELECT t.id FROM unnest($1::uuid[], $2::text[]) AS n (id, hash) JOIN ledger_transfer t USING (id)
            WHERE t.content_hash <> n.hash LIMIT 1""";
    private static final String INSERT_ENTRIES = """
            INSERT INTO ledger_entry (transfer_id, line, business_day, owner, kind, counterparty, amount_fen)
            SELECT * FROM unnest($1::uuid[], $2::integer[], $3::date[], $4::text[], $5::text[], $6::text[],
                                 $7::bigint[])""";

    @Override
    public Uni<Void> post(SqlConnection transaction, List<Transfer> transfers) {
        if (transfers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids = transfers.stream().map(Transfer::id).toArray(UUID[]::new);
        String[] hashes = transfers.stream().map(PostgresLedger::hash).toArray(String[]::new);
        return transaction
                .preparedQuery(INSERT_TRANSFERS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(ids)
                        .addArrayOfLocalDate(
                                transfers.stream().map(Transfer::businessDay).toArray(LocalDate[]::new))
                        .addArrayOfString(
                                transfers.stream().map(Transfer::reference).toArray(String[]::new))
                        .addArrayOfString(hashes))
                .map(PostgresLedger::ids)
                .call(fresh -> fresh.size() == transfers.size()
                        ? Uni.createFrom().voidItem()
                        : refuseConflict(transaction, ids, hashes))
                .chain(fresh -> insertEntries(
                        transaction,
                        transfers.stream().filter(t -> fresh.contains(t.id())).toList()));
    }

    private static Uni<Void> refuseConflict(SqlConnection transaction, UUID[] ids, String[] hashes) {
        return transaction
                .preparedQuery(FIND_CONFLICT)
                .execute(Tuple.tuple().addArrayOfUUID(ids).addArrayOfString(hashes))
                .invoke(rows -> ids(rows).forEach(id -> {
                    throw new TransferConflictException(id);
                }))
                .replaceWithVoid();
    }

    private static Uni<Void> insertEntries(SqlConnection transaction, List<Transfer> transfers) {
        var ids = new ArrayList<UUID>();
        var lines = new ArrayList<Integer>();
        var days = new ArrayList<LocalDate>();
        var entries = new ArrayList<Entry>();
        for (Transfer transfer : transfers) {
            int line = 0;
            for (Entry entry : transfer.entries()) {
                ids.add(transfer.id());
                lines.add(++line);
                days.add(transfer.businessDay());
                entries.add(entry);
            }
        }
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT_ENTRIES)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(ids.toArray(UUID[]::new))
                        .addArrayOfInteger(lines.toArray(Integer[]::new))
                        .addArrayOfLocalDate(days.toArray(LocalDate[]::new))
                        .addArrayOfString(
                                entries.stream().map(e -> e.owner().code()).toArray(String[]::new))
                        .addArrayOfString(
                                entries.stream().map(e -> e.kind().name()).toArray(String[]::new))
                        .addArrayOfString(entries.stream()
                                .map(e -> e.counterparty().code())
                                .toArray(String[]::new))
                        .addArrayOfLong(entries.stream().map(Entry::amountFen).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        var ids = new HashSet<UUID>();
        rows.forEach(row -> ids.add(row.getUUID("id")));
        return ids;
    }

    private static String hash(Transfer transfer) {
        var text = new StringBuilder(transfer.businessDay().toString());
        for (Entry e : transfer.entries()) {
            text.append('|')
                    .append(e.owner())
                    .append('|')
                    .append(e.kind())
                    .append('|')
                    .append(e.counterparty())
                    .append('|')
                    .append(e.amountFen());
        }
        text.append('|').append(transfer.reference());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
