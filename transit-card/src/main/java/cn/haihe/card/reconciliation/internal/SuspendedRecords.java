package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.ReconciliationRules;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.record.RecordReason.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Records of a day that wait for a decision longer than they may. */
final class SuspendedRecords {
    private static final String WAITING = """
            SELECT x.file_id, x.line, x.reason, r.amount_fen, r.issuer, f.sender, f.name, count(*) OVER () AS waiting
            FROM card_file f
            JOIN card_exception x ON x.file_id = f.id AND x.reason = ANY($2)
            JOIN card_record r ON r.business_day = f.business_day AND r.file_id = x.file_id AND r.line = x.line
            WHERE f.business_day = $1
              AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.file_id = x.file_id AND d.line = x.line)
            ORDER BY x.file_id, x.line LIMIT $3""";
    private static final String[] REASONS = Arrays.stream(RecordReason.values())
            .filter(reason -> reason.outcome() == Outcome.SUSPENDED)
            .map(RecordReason::name)
            .toArray(String[]::new);

    private SuspendedRecords() {}

    record Result(long leftOut, List<Finding> findings) {
        static final Result NOTHING = new Result(0, List.of());
    }

    static Uni<Result> find(SqlConnection transaction, LocalDate day, ReconciliationRules rules, LocalDate today) {
        LocalDate until = rules.workingDays().after(day, rules.decideWithinDays());
        if (!today.isAfter(until)) {
            return Uni.createFrom().item(Result.NOTHING);
        }
        return transaction
                .preparedQuery(WAITING)
                .execute(Tuple.tuple()
                        .addLocalDate(day)
                        .addArrayOfString(REASONS)
                        .addInteger(rules.suspendedMax()))
                .map(rows -> {
                    List<Finding> findings = new ArrayList<>(rows.size());
                    long waiting = 0;
                    for (Row row : rows) {
                        waiting = row.getLong("waiting");
                        findings.add(finding(row, until));
                    }
                    return new Result(waiting - findings.size(), findings);
                });
    }

    private static Finding finding(Row row, LocalDate until) {
        RecordPlace place = new RecordPlace(row.getInteger("file_id"), row.getInteger("line"));
        return new Finding(
                DiscrepancyKind.SUSPENDED_TOO_LONG,
                "record " + place,
                Optional.of(row.getString("sender")),
                Optional.of(row.getString("issuer")),
                Optional.of(place),
                new Evidence(
                        row.getLong("amount_fen"),
                        0,
                        "line " + place.line() + " of " + row.getString("sender") + "/" + row.getString("name") + ": "
                                + row.getLong("amount_fen") + " fen",
                        row.getString("reason") + ", undecided after " + until));
    }
}
