package cn.haihe.card.clearing.internal;

import cn.haihe.card.clearing.PostingResult.Posted;
import cn.haihe.card.clearing.RejectReason;
import cn.haihe.card.clearing.RejectedTap;
import cn.haihe.card.clearing.SubmittedBatch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Batches and their records in PostgreSQL; each statement takes all of a batch at once. */
final class BatchStore {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 714050))";
    private static final String FIND = """
            SELECT content_hash, accepted, rejected, amount_fen FROM card_batch
            WHERE acquirer = $1 AND batch_id = $2""";
    private static final String COUNT_REASONS = """
            SELECT reason, count(*) AS records FROM card_rejected_tap WHERE acquirer = $1 AND batch_id = $2
            GROUP BY reason""";
    /** In the order of the key, so that two batches with records in common wait for each other and never deadlock. */
    private static final String TAKE = """
            INSERT INTO card_tap (card_number, card_counter, business_day, acquirer, batch_id, line, record_id, issuer,
                                  contract_id, kind, amount_fen, issuer_fen, acquirer_fen, occurred_at)
            SELECT card, counter, $1, $2, $3, line, record, issuer, contract, kind, amount, issuer_fen, acquirer_fen,
                   occurred
            FROM unnest($4::text[], $5::bigint[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[],
                        $11::bigint[], $12::bigint[], $13::bigint[], $14::timestamptz[])
                 AS n (card, counter, line, record, issuer, contract, kind, amount, issuer_fen, acquirer_fen, occurred)
            ORDER BY card, counter
            ON CONFLICT (card_number, card_counter) DO NOTHING
            RETURNING line""";

    private static final String FIND_SAME = """
            SELECT n.line
            FROM unnest($2::text[], $3::bigint[], $4::integer[], $5::text[], $6::bigint[], $7::timestamptz[])
                 AS n (card, counter, line, kind, amount, occurred)
            JOIN card_tap t ON t.card_number = n.card AND t.card_counter = n.counter
            WHERE t.acquirer = $1 AND t.kind = n.kind AND t.amount_fen = n.amount AND t.occurred_at = n.occurred""";
    private static final String KEEP_REJECTED = """
            INSERT INTO card_rejected_tap (acquirer, batch_id, line, reason, record)
            SELECT $1, $2, n.* FROM unnest($3::integer[], $4::text[], $5::text[]) AS n""";
    private static final String KEEP_BATCH = """
            INSERT INTO card_batch (acquirer, batch_id, business_day, content_hash, accepted, rejected, amount_fen,
                                    posted_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""";
    private static final String LIST_REJECTED = """
            SELECT line, reason, record FROM card_rejected_tap
            WHERE acquirer = $1 AND batch_id = $2 AND line > $3 ORDER BY line LIMIT $4""";

    /** Until the transaction ends, whoever posts the same batch waits. */
    Uni<Void> lock(SqlClient transaction, SubmittedBatch batch) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(batch.acquirer() + "/" + batch.batchId()))
                .replaceWithVoid();
    }

    Uni<Optional<Earlier>> find(SqlClient client, SubmittedBatch batch) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(batch.acquirer(), batch.batchId()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    Row row = rows.iterator().next();
                    return reasons(client, batch)
                            .map(reasons -> Optional.of(new Earlier(
                                    row.getString("content_hash"),
                                    new Posted(
                                            batch.batchId(),
                                            row.getInteger("accepted"),
                                            row.getInteger("rejected"),
                                            reasons,
                                            row.getLong("amount_fen"),
                                            true))));
                });
    }

    private static Uni<Map<RejectReason, Integer>> reasons(SqlClient client, SubmittedBatch batch) {
        return client.preparedQuery(COUNT_REASONS)
                .execute(Tuple.of(batch.acquirer(), batch.batchId()))
                .map(rows -> {
                    var counts = new EnumMap<RejectReason, Integer>(RejectReason.class);
                    rows.forEach(row -> counts.put(
                            RejectReason.valueOf(row.getString("reason")),
                            row.getLong("records").intValue()));
                    return counts;
                });
    }

    /** The lines taken; the others' keys are taken already. */
    Uni<Set<Integer>> take(SqlClient transaction, SubmittedBatch batch, List<CheckedTap> taps) {
        if (taps.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return transaction
                .preparedQuery(TAKE)
                .execute(Tuple.tuple()
                        .addLocalDate(batch.businessDay())
                        .addString(batch.acquirer())
                        .addString(batch.batchId())
                        .addArrayOfString(texts(taps, t -> t.tap().card().digits()))
                        .addArrayOfLong(numbers(taps, t -> t.tap().cardCounter()))
                        .addArrayOfInteger(lines(taps))
                        .addArrayOfString(texts(taps, t -> t.tap().recordId()))
                        .addArrayOfString(texts(taps, t -> t.contract().issuer().code()))
                        .addArrayOfString(texts(taps, t -> t.contract().id()))
                        .addArrayOfString(texts(taps, t -> t.tap().kind().name()))
                        .addArrayOfLong(numbers(taps, t -> t.tap().amountFen()))
                        .addArrayOfLong(numbers(taps, t -> t.shares().issuerFen()))
                        .addArrayOfLong(numbers(taps, t -> t.shares().acquirerFen()))
                        .addArrayOfOffsetDateTime(times(taps)))
                .map(BatchStore::lines);
    }

    /** Of records whose keys were taken before, the lines that tell the same as what was taken. */
    Uni<Set<Integer>> findSame(SqlClient transaction, SubmittedBatch batch, List<CheckedTap> taps) {
        if (taps.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return transaction
                .preparedQuery(FIND_SAME)
                .execute(Tuple.tuple()
                        .addString(batch.acquirer())
                        .addArrayOfString(texts(taps, t -> t.tap().card().digits()))
                        .addArrayOfLong(numbers(taps, t -> t.tap().cardCounter()))
                        .addArrayOfInteger(lines(taps))
                        .addArrayOfString(texts(taps, t -> t.tap().kind().name()))
                        .addArrayOfLong(numbers(taps, t -> t.tap().amountFen()))
                        .addArrayOfOffsetDateTime(times(taps)))
                .map(BatchStore::lines);
    }

    Uni<Void> keepRejected(SqlClient transaction, SubmittedBatch batch, List<RejectedTap> rejected) {
        if (rejected.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(KEEP_REJECTED)
                .execute(Tuple.tuple()
                        .addString(batch.acquirer())
                        .addString(batch.batchId())
                        .addArrayOfInteger(
                                rejected.stream().map(RejectedTap::line).toArray(Integer[]::new))
                        .addArrayOfString(
                                rejected.stream().map(r -> r.reason().name()).toArray(String[]::new))
                        .addArrayOfString(
                                rejected.stream().map(RejectedTap::record).toArray(String[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> keepBatch(SqlClient transaction, SubmittedBatch batch, String hash, Posted result, Instant now) {
        return transaction
                .preparedQuery(KEEP_BATCH)
                .execute(Tuple.tuple()
                        .addString(batch.acquirer())
                        .addString(batch.batchId())
                        .addLocalDate(batch.businessDay())
                        .addString(hash)
                        .addInteger(result.accepted())
                        .addInteger(result.rejected())
                        .addLong(result.amountFen())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<List<RejectedTap>> listRejected(SqlClient client, String acquirer, String batchId, int afterLine, int limit) {
        return client.preparedQuery(LIST_REJECTED)
                .execute(Tuple.of(acquirer, batchId, afterLine, limit))
                .map(rows -> {
                    var found = new ArrayList<RejectedTap>(rows.size());
                    rows.forEach(row -> found.add(new RejectedTap(
                            row.getInteger("line"),
                            RejectReason.valueOf(row.getString("reason")),
                            row.getString("record"))));
                    return found;
                });
    }

    private static Set<Integer> lines(RowSet<Row> rows) {
        var lines = new HashSet<Integer>();
        rows.forEach(row -> lines.add(row.getInteger("line")));
        return lines;
    }

    private static Integer[] lines(List<CheckedTap> taps) {
        return taps.stream().map(CheckedTap::line).toArray(Integer[]::new);
    }

    private static String[] texts(List<CheckedTap> taps, Function<CheckedTap, String> column) {
        return taps.stream().map(column).toArray(String[]::new);
    }

    private static Long[] numbers(List<CheckedTap> taps, Function<CheckedTap, Long> column) {
        return taps.stream().map(column).toArray(Long[]::new);
    }

    private static OffsetDateTime[] times(List<CheckedTap> taps) {
        return taps.stream()
                .map(t -> t.tap().occurredAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    /** @param result as it would be answered now */
    record Earlier(String contentHash, Posted result) {}
}
