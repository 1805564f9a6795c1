package cn.haihe.card.dispute.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Dispute;
import cn.haihe.card.dispute.Dispute.Step;
import cn.haihe.card.dispute.DisputeRules;
import cn.haihe.card.dispute.DisputeState;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.DisputeStateException.Why;
import cn.haihe.card.dispute.Disputes.Opening;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Opens disputes, as far as who opens them may: one after the other for each institution. */
final class DisputeOpenings {
    private static final String LOCK_OPENER =
            "SELECT pg_advisory_xact_lock(hashtext('card_dispute_opener'), hashtext($1))";
    private static final String KEPT = """
            SELECT count(*) FILTER (WHERE s.state NOT IN ('UPHELD', 'DISMISSED')) AS open,
                   count(*) FILTER (WHERE d.other = $2 AND d.business_day = $3
                                      AND d.file_id IS NOT DISTINCT FROM $4 AND d.line IS NOT DISTINCT FROM $5) AS same
            FROM card_dispute d
            JOIN LATERAL (SELECT state FROM card_dispute_step WHERE dispute_id = d.id ORDER BY step DESC LIMIT 1) s ON true
            WHERE d.opener = $1 AND s.state <> 'WITHDRAWN'""";
    private static final String SEALED = "SELECT count(*) FROM ledger_seal WHERE business_day = $1";
    private static final String INSERT = """
            INSERT INTO card_dispute (opener, other, business_day, file_id, line, claim_fen, reason, text)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id""";

    private final Pool pool;
    private final ClearedRecords records;
    private final DisputeRules rules;
    private final Clock clock;

    DisputeOpenings(Pool pool, ClearedRecords records, DisputeRules rules, Clock clock) {
        this.pool = pool;
        this.records = records;
        this.rules = rules;
        this.clock = clock;
    }

    Uni<Dispute> open(Opening opening, String by) {
        return opening.record().isEmpty()
                ? keep(opening, opening.businessDay(), by)
                : records.find(
                                opening.record().get().fileId(),
                                opening.record().get().line())
                        .chain(found -> keep(opening, dayOf(opening, found), by));
    }

    /** Who has no part in a record learns nothing of it. */
    private static LocalDate dayOf(Opening opening, Optional<ClearedRecord> found) {
        ClearedRecord record = found.filter(one -> isParty(one, opening.opener()) && isParty(one, opening.other()))
                .orElseThrow(() -> new DisputeStateException(
                        Why.UNKNOWN_RECORD, "no record " + opening.record().get() + " between these two is kept"));
        PostgresDisputes.refuseIf(
                opening.claimFen() > record.amountFen(),
                Why.UNFIT_REMEDY,
                "the record is of " + record.amountFen() + " fen only");
        return record.businessDay();
    }

    private static boolean isParty(ClearedRecord record, Institution institution) {
        return record.issuer().equals(institution) || record.acquirer().equals(institution);
    }

    private Uni<Dispute> keep(Opening opening, LocalDate day, String by) {
        PostgresDisputes.refuseIf(
                opening.opener().equals(opening.other()) || opening.claimFen() <= 0,
                Why.UNFIT_REMEDY,
                "a dispute is with another institution, about an amount above zero");
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone());
        PostgresDisputes.refuseIf(
                day.plusDays(rules.openWithinDays()).isBefore(today),
                Why.DAY_NOT_DISPUTABLE,
                day + " is more than " + rules.openWithinDays() + " days ago");
        LocalDate due = rules.workingDays().after(today, rules.answerWithinDays());
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK_OPENER)
                .execute(Tuple.of(opening.opener().code()))
                .chain(() -> transaction.preparedQuery(SEALED).execute(Tuple.of(day)))
                .invoke(rows -> PostgresDisputes.refuseIf(
                        rows.iterator().next().getLong(0) == 0, Why.DAY_NOT_DISPUTABLE, day + " is not sealed"))
                .chain(() -> transaction
                        .preparedQuery(KEPT)
                        .execute(Tuple.tuple()
                                .addString(opening.opener().code())
                                .addString(opening.other().code())
                                .addLocalDate(day)
                                .addInteger(opening.record()
                                        .map(RecordPlace::fileId)
                                        .orElse(null))
                                .addInteger(
                                        opening.record().map(RecordPlace::line).orElse(null))))
                .invoke(rows -> {
                    var counts = rows.iterator().next();
                    PostgresDisputes.refuseIf(
                            counts.getLong("same") > 0,
                            Why.DISPUTE_EXISTS,
                            "the same is disputed already, or was decided");
                    PostgresDisputes.refuseIf(
                            counts.getLong("open") >= rules.openMax(),
                            Why.TOO_MANY_DISPUTES,
                            opening.opener() + " has " + rules.openMax() + " disputes that are not decided");
                })
                .chain(() -> insert(transaction, opening, day))
                .chain(id -> DisputeRows.insert(
                                transaction,
                                id,
                                new Step(
                                        1,
                                        DisputeState.OPENED,
                                        clock.instant(),
                                        by,
                                        Optional.of(opening.opener()),
                                        due,
                                        opening.text()))
                        .chain(() -> PostgresDisputes.get(transaction, id))));
    }

    private static Uni<Long> insert(SqlConnection transaction, Opening opening, LocalDate day) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addString(opening.opener().code())
                        .addString(opening.other().code())
                        .addLocalDate(day)
                        .addInteger(opening.record().map(RecordPlace::fileId).orElse(null))
                        .addInteger(opening.record().map(RecordPlace::line).orElse(null))
                        .addLong(opening.claimFen())
                        .addString(opening.reason().name())
                        .addString(opening.text()))
                .map(rows -> rows.iterator().next().getLong("id"));
    }
}
