package cn.haihe.card.dispute.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Dispute;
import cn.haihe.card.dispute.Dispute.Attachment;
import cn.haihe.card.dispute.Dispute.Step;
import cn.haihe.card.dispute.DisputeReason;
import cn.haihe.card.dispute.DisputeState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Disputes, their steps and attachments as rows. */
final class DisputeRows {
    static final String SELECT = """
            SELECT d.*, s.step, s.state, s.at, s.by_whom, s.institution, s.due, s.text AS step_text
            FROM card_dispute d
            JOIN LATERAL (SELECT * FROM card_dispute_step WHERE dispute_id = d.id ORDER BY step DESC LIMIT 1) s ON true
            """;
    private static final String INSERT_STEP = """
            INSERT INTO card_dispute_step (dispute_id, step, state, at, by_whom, institution, due, text)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private DisputeRows() {}

    static List<Dispute> read(Iterable<Row> rows) {
        List<Dispute> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(new Dispute(
                    row.getLong("id"),
                    new Institution(row.getString("opener")),
                    new Institution(row.getString("other")),
                    row.getLocalDate("business_day"),
                    Optional.ofNullable(row.getInteger("file_id"))
                            .map(file -> new RecordPlace(file, row.getInteger("line"))),
                    row.getLong("claim_fen"),
                    DisputeReason.valueOf(row.getString("reason")),
                    row.getString("text"),
                    step(row, "step_text")));
        }
        return found;
    }

    static Step step(Row row, String textColumn) {
        return new Step(
                row.getInteger("step"),
                DisputeState.valueOf(row.getString("state")),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("by_whom"),
                Optional.ofNullable(row.getString("institution")).map(Institution::new),
                row.getLocalDate("due"),
                row.getString(textColumn));
    }

    static Uni<Void> insert(SqlConnection transaction, long id, Step step) {
        return transaction
                .preparedQuery(INSERT_STEP)
                .execute(Tuple.tuple()
                        .addLong(id)
                        .addInteger(step.number())
                        .addString(step.state().name())
                        .addOffsetDateTime(step.at().atOffset(ZoneOffset.UTC))
                        .addString(step.by())
                        .addString(step.institution().map(Institution::code).orElse(null))
                        .addLocalDate(step.due())
                        .addString(step.text()))
                .replaceWithVoid();
    }

    static Attachment attachment(Row row) {
        return new Attachment(
                row.getLong("id"),
                new Institution(row.getString("institution")),
                row.getString("name"),
                row.getString("media_type"),
                row.getInteger("bytes"),
                row.getString("sm3"),
                row.getOffsetDateTime("at").toInstant());
    }
}
