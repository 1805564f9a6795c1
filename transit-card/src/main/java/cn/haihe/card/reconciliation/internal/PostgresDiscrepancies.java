package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.adjustment.Adjustments.RecordDecidedException;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.reconciliation.Discrepancies;
import cn.haihe.card.reconciliation.Discrepancy;
import cn.haihe.card.reconciliation.Discrepancy.Step;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.DiscrepancyOutcome;
import cn.haihe.card.reconciliation.DiscrepancyState;
import cn.haihe.card.reconciliation.DiscrepancyStateException;
import cn.haihe.card.reconciliation.DiscrepancyStateException.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Each act in a transaction of its own, one after the other for each discrepancy. */
public final class PostgresDiscrepancies implements Discrepancies {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_reconciliation'), $1)";
    private static final String FIND = DiscrepancyRows.SELECT + "WHERE d.id = $1";
    private static final String LIST = DiscrepancyRows.SELECT + """
            WHERE d.id > $1 AND ($2 = false OR s.state <> 'RESOLVED')
              AND ($3::date IS NULL OR d.business_day = $3)
              AND ($4::text IS NULL OR d.kind = $4)
              AND ($5::text IS NULL OR d.institution = $5 OR d.counterparty = $5)
              AND ($6::text IS NULL OR s.owner = $6)
            ORDER BY d.id LIMIT $7""";
    private static final String ADJUSTING = """
            SELECT s.discrepancy_id AS id, max(a.id) AS adjustment_id
            FROM card_discrepancy_step s JOIN card_adjustment a ON a.cause = 'exception ' || s.discrepancy_id
            WHERE s.state = 'ADJUSTING' AND s.at < $1
              AND NOT EXISTS (SELECT 1 FROM card_discrepancy_step n
                              WHERE n.discrepancy_id = s.discrepancy_id AND n.step > s.step)
            GROUP BY s.discrepancy_id ORDER BY s.discrepancy_id LIMIT 1000""";
    private static final String STEPS = "SELECT * FROM card_discrepancy_step WHERE discrepancy_id = $1 ORDER BY step";
    private static final Set<DiscrepancyKind> BANK_MOVED = Set.of(
            DiscrepancyKind.CONFIRMED_TWICE, DiscrepancyKind.CONFIRMED_OTHERWISE, DiscrepancyKind.UNKNOWN_INSTRUCTION);

    private final Pool pool;
    private final Adjustments adjustments;
    private final Clock clock;

    public PostgresDiscrepancies(Pool pool, Adjustments adjustments, Clock clock) {
        this.pool = pool;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    @Override
    public Uni<List<Discrepancy>> list(Filter filter, long after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addLong(after)
                        .addBoolean(filter.unresolvedOnly())
                        .addLocalDate(filter.businessDay().orElse(null))
                        .addString(filter.kind().map(DiscrepancyKind::name).orElse(null))
                        .addString(filter.institution().map(Institution::code).orElse(null))
                        .addString(filter.owner().orElse(null))
                        .addInteger(limit))
                .map(DiscrepancyRows::read);
    }

    @Override
    public Uni<Optional<Discrepancy>> find(long id) {
        return find(pool, id);
    }

    private static Uni<Optional<Discrepancy>> find(SqlClient client, long id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> DiscrepancyRows.read(rows).stream().findFirst());
    }

    @Override
    public Uni<List<Step>> listSteps(long id) {
        return pool.preparedQuery(STEPS).execute(Tuple.of(id)).map(rows -> {
            List<Step> steps = new ArrayList<>(rows.size());
            rows.forEach(row -> steps.add(DiscrepancyRows.step(row)));
            return steps;
        });
    }

    @Override
    public Uni<Discrepancy> assign(long id, String owner, String by, String reason) {
        return act(id, (transaction, known) -> {
            refuseIf(known.latest().state() == DiscrepancyState.RESOLVED, id, Why.WRONG_STATE, "it is resolved");
            return step(transaction, known, known.latest().state(), owner, by, Optional.empty(), reason);
        });
    }

    @Override
    public Uni<Discrepancy> resolve(long id, DiscrepancyOutcome outcome, String by, String reason) {
        return act(id, (transaction, known) -> {
            refuseUnlessOpen(known);
            boolean isOfRecord = known.record().isPresent();
            boolean isOfFile = known.kind() == DiscrepancyKind.FILE_WITHOUT_RULES;
            refuseIf(
                    outcome == DiscrepancyOutcome.ADJUSTED
                            || (outcome == DiscrepancyOutcome.RECORD_REFUSED) != isOfRecord
                            || (outcome == DiscrepancyOutcome.FILE_REFUSED) != isOfFile,
                    id,
                    Why.UNFIT_REMEDY,
                    known.kind() + " cannot be resolved as " + outcome);
            Uni<Void> decided = Uni.createFrom().voidItem();
            if (isOfRecord) {
                decided = adjustments.refuseRecord(transaction, known.record().get(), Discrepancies.cause(id), by);
            } else if (isOfFile) {
                decided = RefusedFiles.refuse(transaction, known, by, reason, clock.instant());
            }
            return decided.chain(() -> resolved(transaction, known, outcome, by, reason));
        });
    }

    private Uni<Discrepancy> resolved(
            SqlConnection transaction, Discrepancy known, DiscrepancyOutcome outcome, String by, String reason) {
        return step(
                transaction,
                known,
                DiscrepancyState.RESOLVED,
                known.latest().owner(),
                by,
                Optional.of(outcome),
                reason);
    }

    @Override
    public Uni<Adjustments.Kept> askAdjustment(long id, Remedy remedy, String by, String reason) {
        return act(id, (transaction, known) -> {
                    refuseUnlessOpen(known);
                    Adjustment adjustment = adjustment(known, remedy);
                    return adjustments
                            .ask(transaction, adjustment, reason, by)
                            .call(() -> step(
                                    transaction,
                                    known,
                                    DiscrepancyState.ADJUSTING,
                                    known.latest().owner(),
                                    by,
                                    Optional.empty(),
                                    reason));
                })
                .chain(adjustments::find)
                .map(Optional::orElseThrow);
    }

    private static Adjustment adjustment(Discrepancy known, Remedy remedy) {
        String cause = Discrepancies.cause(known.id());
        LocalDate day = known.businessDay();
        try {
            if (remedy instanceof Remedy.AcceptRecord accept && known.record().isPresent()) {
                return new Adjustment(
                        AdjustmentKind.RECORD_ACCEPTED,
                        cause,
                        day,
                        known.counterparty().orElseThrow(),
                        known.institution().orElseThrow(),
                        known.latest().evidence().expectedFen(),
                        accept.issuerFen(),
                        known.record());
            }
            if (remedy instanceof Remedy.TakeBankMove && BANK_MOVED.contains(known.kind())) {
                Institution institution = known.institution().orElseThrow();
                long fen = known.latest().evidence().amountFen();
                return new Adjustment(
                        AdjustmentKind.AT_BANK, cause, day, institution, institution, fen, 0, Optional.empty());
            }
            if (remedy instanceof Remedy.Between between && known.record().isEmpty()) {
                return new Adjustment(
                        AdjustmentKind.BETWEEN,
                        cause,
                        day,
                        between.debtor(),
                        between.creditor(),
                        between.amountFen(),
                        0,
                        Optional.empty());
            }
        } catch (IllegalArgumentException e) {
            throw new DiscrepancyStateException(known.id(), Why.UNFIT_REMEDY, e.getMessage());
        }
        throw new DiscrepancyStateException(
                known.id(), Why.UNFIT_REMEDY, known.kind() + " is not put right by this kind of adjustment");
    }

    @Override
    public Uni<Adjustments.Posting> adjust(long id, long adjustmentId, String approvedBy) {
        return act(id, (transaction, known) -> {
            boolean waits = known.latest().state() == DiscrepancyState.ADJUSTING;
            return adjustments.list(transaction, Discrepancies.cause(id)).chain(asked -> {
                Adjustments.Kept kept = asked.stream()
                        .filter(one -> one.id() == adjustmentId)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "adjustment " + adjustmentId + " is not of exception " + id));
                boolean isLatest = asked.get(asked.size() - 1).id() == adjustmentId;
                refuseIf(
                        !(waits && isLatest) && kept.posting().isEmpty(),
                        id,
                        Why.WRONG_STATE,
                        "it does not wait for this");
                return adjustments
                        .post(transaction, adjustmentId, approvedBy)
                        .call(posting -> waits && isLatest
                                ? resolved(
                                        transaction,
                                        known,
                                        DiscrepancyOutcome.ADJUSTED,
                                        kept.askedBy() + ", " + approvedBy,
                                        kept.reason())
                                : Uni.createFrom().voidItem());
            });
        });
    }

    @Override
    public Uni<Void> dropAdjustment(long id, long adjustmentId, String by, String why) {
        return act(
                id,
                (transaction, known) -> adjustments
                        .isLatest(transaction, Discrepancies.cause(id), adjustmentId)
                        .chain(isLatest -> isLatest && known.latest().state() == DiscrepancyState.ADJUSTING
                                ? step(
                                                transaction,
                                                known,
                                                DiscrepancyState.OPEN,
                                                known.latest().owner(),
                                                by,
                                                Optional.empty(),
                                                why)
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem()));
    }

    @Override
    public Uni<List<Adjustments.Waiting>> listAdjusting(Instant before) {
        return pool.preparedQuery(ADJUSTING)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    List<Adjustments.Waiting> waiting = new ArrayList<>(rows.size());
                    rows.forEach(row ->
                            waiting.add(new Adjustments.Waiting(row.getLong("id"), row.getLong("adjustment_id"))));
                    return waiting;
                });
    }

    private Uni<Discrepancy> step(
            SqlConnection transaction,
            Discrepancy known,
            DiscrepancyState state,
            String owner,
            String by,
            Optional<DiscrepancyOutcome> outcome,
            String reason) {
        Step latest = known.latest();
        Step next = new Step(
                latest.number() + 1,
                state,
                clock.instant(),
                by,
                owner,
                latest.due(),
                latest.evidence(),
                outcome,
                reason);
        return DiscrepancyRows.insert(transaction, List.of(DiscrepancyRows.tuple(known.id(), next)))
                .chain(() -> find(transaction, known.id()))
                .map(Optional::orElseThrow);
    }

    /** Under the lock of its day, which a run of that day takes as well. */
    private <T> Uni<T> act(long id, BiFunction<SqlConnection, Discrepancy, Uni<T>> act) {
        return pool.withTransaction(transaction -> find(transaction, id)
                        .map(found -> found.orElseThrow(() ->
                                new DiscrepancyStateException(id, Why.UNKNOWN_EXCEPTION, "there is no such exception")))
                        .chain(found -> transaction.preparedQuery(LOCK).execute(Tuple.of((int)
                                found.businessDay().toEpochDay())))
                        .chain(() -> find(transaction, id))
                        .chain(known -> act.apply(transaction, known.orElseThrow())))
                .onFailure(RecordDecidedException.class)
                .transform(e -> new DiscrepancyStateException(id, Why.RECORD_DECIDED, e.getMessage()));
    }

    private static void refuseUnlessOpen(Discrepancy known) {
        DiscrepancyState state = known.latest().state();
        refuseIf(
                state == DiscrepancyState.RESOLVED || state == DiscrepancyState.ADJUSTING,
                known.id(),
                Why.WRONG_STATE,
                "it is " + state);
    }

    private static void refuseIf(boolean refused, long id, Why why, String detail) {
        if (refused) {
            throw new DiscrepancyStateException(id, why, detail);
        }
    }
}
