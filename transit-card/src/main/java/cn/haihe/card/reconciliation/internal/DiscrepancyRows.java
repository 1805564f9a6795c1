package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.reconciliation.Discrepancy;
import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.Discrepancy.Step;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.DiscrepancyOutcome;
import cn.haihe.card.reconciliation.DiscrepancyState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Discrepancies and their steps as rows. */
final class DiscrepancyRows {
    static final String SELECT = """
            SELECT d.*, s.step, s.state, s.at, s.by_whom, s.owner, s.due, s.expected_fen, s.found_fen, s.ours, s.theirs,
                   s.outcome, s.reason
            FROM card_discrepancy d
            JOIN LATERAL (SELECT * FROM card_discrepancy_step WHERE discrepancy_id = d.id ORDER BY step DESC LIMIT 1) s ON true
            """;
    private static final String INSERT_STEP = """
            INSERT INTO card_discrepancy_step (discrepancy_id, step, state, at, by_whom, owner, due, expected_fen, found_fen,
                                               ours, theirs, outcome, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";

    private DiscrepancyRows() {}

    static List<Discrepancy> read(Iterable<Row> rows) {
        List<Discrepancy> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(new Discrepancy(
                    row.getLong("id"),
                    row.getLocalDate("business_day"),
                    DiscrepancyKind.valueOf(row.getString("kind")),
                    row.getString("subject"),
                    Optional.ofNullable(row.getString("institution")).map(Institution::new),
                    Optional.ofNullable(row.getString("counterparty")).map(Institution::new),
                    Optional.ofNullable(row.getInteger("file_id"))
                            .map(file -> new RecordPlace(file, row.getInteger("line"))),
                    step(row)));
        }
        return found;
    }

    static Step step(Row row) {
        return new Step(
                row.getInteger("step"),
                DiscrepancyState.valueOf(row.getString("state")),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("by_whom"),
                row.getString("owner"),
                row.getLocalDate("due"),
                new Evidence(
                        row.getLong("expected_fen"),
                        row.getLong("found_fen"),
                        row.getString("ours"),
                        row.getString("theirs")),
                Optional.ofNullable(row.getString("outcome")).map(DiscrepancyOutcome::valueOf),
                row.getString("reason"));
    }

    static Tuple tuple(long id, Step step) {
        return Tuple.tuple()
                .addLong(id)
                .addInteger(step.number())
                .addString(step.state().name())
                .addOffsetDateTime(step.at().atOffset(ZoneOffset.UTC))
                .addString(step.by())
                .addString(step.owner())
                .addLocalDate(step.due())
                .addLong(step.evidence().expectedFen())
                .addLong(step.evidence().foundFen())
                .addString(step.evidence().ours())
                .addString(step.evidence().theirs())
                .addString(step.outcome().map(DiscrepancyOutcome::name).orElse(null))
                .addString(step.reason());
    }

    static Uni<Void> insert(SqlConnection transaction, List<Tuple> steps) {
        return steps.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(INSERT_STEP).executeBatch(steps).replaceWithVoid();
    }
}
