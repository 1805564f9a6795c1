package cn.haihe.card.adjustment.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.Adjustments.RecordDecidedException;
import cn.haihe.card.clearing.RecordDecisionLock;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.record.RecordReason.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether a record is paid, by how it was cleared and what was decided since. One decision is taken at a time. */
final class RecordDecisions {
    private static final String FIND = """
            SELECT r.card, r.counter, x.reason, d.accepted, coalesce(d.step, 0) AS step
            FROM card_file f
            JOIN card_record r ON r.business_day = f.business_day AND r.file_id = f.id AND r.line = $2
            LEFT JOIN card_exception x ON x.file_id = r.file_id AND x.line = r.line
            LEFT JOIN LATERAL (SELECT accepted, step FROM card_record_decision d
                               WHERE d.file_id = r.file_id AND d.line = r.line ORDER BY step DESC LIMIT 1) d ON true
            WHERE f.id = $1""";
    /** The record that told first of the card's transaction, and those that were accepted by decision. */
    private static final String OTHERS_PAID = """
            SELECT k.file_id, k.line FROM card_key k
            WHERE k.card = $1 AND k.counter = $2
              AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)
              AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.file_id = k.file_id AND d.line = k.line)
            UNION ALL
            SELECT file_id, line FROM (SELECT DISTINCT ON (file_id, line) file_id, line, accepted FROM card_record_decision
                                       WHERE card = $1 AND counter = $2 ORDER BY file_id, line, step DESC) AS latest
            WHERE accepted""";

    private static final String INSERT = """
            INSERT INTO card_record_decision (file_id, line, step, card, counter, accepted, cause, by_whom, at, business_day)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

    private final Clock clock;

    RecordDecisions(Clock clock) {
        this.clock = clock;
    }

    /** @param accepted empty while it waits */
    record Known(long card, int counter, int step, Optional<Boolean> accepted) {}

    Uni<Known> get(SqlConnection transaction, RecordPlace place) {
        return transaction
                .preparedQuery(FIND)
                .execute(Tuple.of(place.fileId(), place.line()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new RecordDecidedException(place, "not among the records that are kept");
                    }
                    Row row = rows.iterator().next();
                    return new Known(
                            row.getLong("card"), row.getInteger("counter"), row.getInteger("step"), accepted(row));
                });
    }

    private static Optional<Boolean> accepted(Row row) {
        if (row.getInteger("step") > 0) {
            return Optional.of(row.getBoolean("accepted"));
        }
        String reason = row.getString("reason");
        if (reason == null) {
            return Optional.of(true);
        }
        return RecordReason.valueOf(reason).outcome() == Outcome.SUSPENDED ? Optional.empty() : Optional.of(false);
    }

    /** @param businessDay on which its money moves; empty where none does */
    Uni<Void> decide(
            SqlConnection transaction,
            RecordPlace place,
            boolean accepted,
            String cause,
            String by,
            Optional<LocalDate> businessDay) {
        return transaction
                .query(RecordDecisionLock.TAKE)
                .execute()
                .chain(() -> get(transaction, place))
                .invoke(known -> {
                    if (known.accepted().isPresent() && known.accepted().get() == accepted) {
                        throw new RecordDecidedException(place, accepted ? "it is paid already" : "it is not paid");
                    }
                })
                .call(known -> accepted
                        ? refuseSecond(transaction, place, known)
                        : Uni.createFrom().voidItem())
                .chain(known -> transaction
                        .preparedQuery(INSERT)
                        .execute(Tuple.tuple()
                                .addInteger(place.fileId())
                                .addInteger(place.line())
                                .addInteger(known.step() + 1)
                                .addLong(known.card())
                                .addInteger(known.counter())
                                .addBoolean(accepted)
                                .addString(cause)
                                .addString(by)
                                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                                .addLocalDate(businessDay.orElse(null))))
                .replaceWithVoid();
    }

    private static Uni<Void> refuseSecond(SqlConnection transaction, RecordPlace place, Known known) {
        return transaction
                .preparedQuery(OTHERS_PAID)
                .execute(Tuple.of(known.card(), known.counter()))
                .invoke(rows -> rows.forEach(row -> {
                    if (row.getInteger("file_id") != place.fileId() || row.getInteger("line") != place.line()) {
                        throw new RecordDecidedException(
                                place,
                                "record " + row.getInteger("file_id") + "-" + row.getInteger("line")
                                        + " is paid for the same transaction of the card");
                    }
                }))
                .replaceWithVoid();
    }
}
