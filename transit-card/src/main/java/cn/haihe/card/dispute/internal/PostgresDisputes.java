package cn.haihe.card.dispute.internal;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.adjustment.Adjustments.RecordDecidedException;
import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Dispute;
import cn.haihe.card.dispute.Dispute.Attachment;
import cn.haihe.card.dispute.Dispute.Step;
import cn.haihe.card.dispute.DisputeRules;
import cn.haihe.card.dispute.DisputeState;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.DisputeStateException.Why;
import cn.haihe.card.dispute.Disputes;
import io.smallrye.mutiny.Multi;
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
import java.util.function.BiFunction;

/** Each act in a transaction of its own, one after the other for each dispute. */
public final class PostgresDisputes implements Disputes {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_dispute'), $1)";
    private static final String FIND = DisputeRows.SELECT + "WHERE d.id = $1";
    private static final String LIST = DisputeRows.SELECT + """
            WHERE d.id < $1 AND ($2::text IS NULL OR d.opener = $2 OR d.other = $2)
              AND ($3 = false OR s.state NOT IN ('UPHELD', 'DISMISSED', 'WITHDRAWN'))
              AND ($4::date IS NULL OR d.business_day = $4)
            ORDER BY d.id DESC LIMIT $5""";
    private static final String STEPS = "SELECT * FROM card_dispute_step WHERE dispute_id = $1 ORDER BY step";
    private static final String ADJUSTING = """
            SELECT s.dispute_id AS id, max(a.id) AS adjustment_id
            FROM card_dispute_step s JOIN card_adjustment a ON a.cause = 'dispute ' || s.dispute_id
            WHERE s.state = 'ADJUSTING' AND s.at < $1
              AND NOT EXISTS (SELECT 1 FROM card_dispute_step n WHERE n.dispute_id = s.dispute_id AND n.step > s.step)
            GROUP BY s.dispute_id ORDER BY s.dispute_id LIMIT 1000""";
    private static final String OVERDUE =
            DisputeRows.SELECT + "WHERE s.state = 'OPENED' AND s.due < $1 ORDER BY d.id LIMIT 1000";
    private static final String UPHELD = DisputeRows.SELECT + """
            JOIN card_adjustment a ON a.cause = 'dispute ' || d.id
            JOIN card_adjustment_posting p ON p.adjustment_id = a.id
            WHERE p.business_day = $1 AND ($2::text IS NULL OR d.opener = $2 OR d.other = $2) ORDER BY d.id""";
    private static final String SYSTEM = "system";

    private final Pool pool;
    private final Adjustments adjustments;
    private final ClearedRecords records;
    private final DisputeRules rules;
    private final DisputeAttachments attachments;
    private final DisputeOpenings openings;
    private final Clock clock;

    public PostgresDisputes(
            Pool pool, Adjustments adjustments, ClearedRecords records, DisputeRules rules, Clock clock) {
        this.pool = pool;
        this.adjustments = adjustments;
        this.records = records;
        this.rules = rules;
        this.clock = clock;
        attachments = new DisputeAttachments(rules, clock);
        openings = new DisputeOpenings(pool, records, rules, clock);
    }

    @Override
    public Uni<Dispute> open(Opening opening, String by) {
        return Uni.createFrom().deferred(() -> openings.open(opening, by));
    }

    @Override
    public Uni<List<Dispute>> list(Filter filter, long before, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addLong(before)
                        .addString(filter.institution().map(Institution::code).orElse(null))
                        .addBoolean(filter.undecidedOnly())
                        .addLocalDate(filter.businessDay().orElse(null))
                        .addInteger(limit))
                .map(DisputeRows::read);
    }

    @Override
    public Uni<Optional<Dispute>> find(long id) {
        return find(pool, id);
    }

    private static Uni<Optional<Dispute>> find(SqlClient client, long id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> DisputeRows.read(rows).stream().findFirst());
    }

    static Uni<Dispute> get(SqlClient client, long id) {
        return find(client, id)
                .map(found -> found.orElseThrow(
                        () -> new DisputeStateException(Why.UNKNOWN_DISPUTE, "there is no dispute " + id)));
    }

    @Override
    public Uni<List<Step>> listSteps(long id) {
        return listSteps(pool, id);
    }

    private static Uni<List<Step>> listSteps(SqlClient client, long id) {
        return client.preparedQuery(STEPS).execute(Tuple.of(id)).map(rows -> {
            List<Step> steps = new ArrayList<>(rows.size());
            rows.forEach(row -> steps.add(DisputeRows.step(row, "text")));
            return steps;
        });
    }

    @Override
    public Uni<Dispute> answer(long id, Institution other, boolean concedes, String text, String by) {
        return act(id, (transaction, known) -> {
            refuseUnlessParty(known, other);
            refuseIf(!known.other().equals(other), Why.WRONG_STATE, "it is not " + other + " that has to answer");
            DisputeState state = concedes ? DisputeState.CONCEDED : DisputeState.CONTESTED;
            return step(transaction, known, state, by, Optional.of(other), text);
        });
    }

    @Override
    public Uni<Dispute> withdraw(long id, Institution opener, String text, String by) {
        return act(id, (transaction, known) -> {
            refuseUnlessParty(known, opener);
            refuseIf(!known.opener().equals(opener), Why.WRONG_STATE, opener + " did not open it");
            return step(transaction, known, DisputeState.WITHDRAWN, by, Optional.of(opener), text);
        });
    }

    @Override
    public Uni<Dispute> dismiss(long id, String text, String by) {
        return act(
                id,
                (transaction, known) -> step(transaction, known, DisputeState.DISMISSED, by, Optional.empty(), text));
    }

    @Override
    public Uni<Adjustments.Kept> askAdjustment(long id, Remedy remedy, String text, String by) {
        return find(id).chain(found -> found.flatMap(Dispute::record).isEmpty()
                        ? Uni.createFrom().item(Optional.<ClearedRecord>empty())
                        : records.find(
                                found.get().record().get().fileId(),
                                found.get().record().get().line()))
                .chain(record -> act(
                        id,
                        (transaction, known) -> step(
                                        transaction, known, DisputeState.ADJUSTING, by, Optional.empty(), text)
                                .chain(() ->
                                        adjustments.ask(transaction, adjustment(known, record, remedy), text, by))))
                .chain(adjustments::find)
                .map(Optional::orElseThrow);
    }

    private static Adjustment adjustment(Dispute known, Optional<ClearedRecord> record, Remedy remedy) {
        String cause = Dispute.cause(known.id());
        try {
            if (remedy instanceof Remedy.Pay pay) {
                refuseIf(pay.amountFen() > known.claimFen(), Why.UNFIT_REMEDY, "more than was claimed");
                return new Adjustment(
                        AdjustmentKind.BETWEEN,
                        cause,
                        known.businessDay(),
                        known.other(),
                        known.opener(),
                        pay.amountFen(),
                        0,
                        Optional.empty());
            }
            ClearedRecord about = record.orElseThrow(
                    () -> new DisputeStateException(Why.UNFIT_REMEDY, "it is about no record that is kept"));
            boolean accepts = remedy instanceof Remedy.AcceptRecord;
            refuseIf(
                    !known.opener().equals(accepts ? about.acquirer() : about.issuer()),
                    Why.UNFIT_REMEDY,
                    "that would not be in favour of " + known.opener());
            long issuerFen = remedy instanceof Remedy.AcceptRecord accept ? accept.issuerFen() : about.issuerFen();
            refuseIf(
                    about.amountFen() - issuerFen > known.claimFen(),
                    Why.UNFIT_REMEDY,
                    "more than was claimed: the record moves " + (about.amountFen() - issuerFen) + " fen");
            return new Adjustment(
                    accepts ? AdjustmentKind.RECORD_ACCEPTED : AdjustmentKind.RECORD_TAKEN_BACK,
                    cause,
                    known.businessDay(),
                    about.issuer(),
                    about.acquirer(),
                    about.amountFen(),
                    issuerFen,
                    known.record());
        } catch (IllegalArgumentException e) {
            throw new DisputeStateException(Why.UNFIT_REMEDY, e.getMessage());
        }
    }

    @Override
    public Uni<Adjustments.Posting> adjust(long id, long adjustmentId, String approvedBy) {
        return act(
                id,
                (transaction, known) -> adjustments
                        .list(transaction, Dispute.cause(id))
                        .chain(asked -> {
                            Adjustments.Kept kept = asked.stream()
                                    .filter(one -> one.id() == adjustmentId)
                                    .findFirst()
                                    .orElseThrow(() -> new IllegalArgumentException(
                                            "adjustment " + adjustmentId + " is not of dispute " + id));
                            boolean isLatest = asked.get(asked.size() - 1).id() == adjustmentId;
                            boolean waits = known.latest().state() == DisputeState.ADJUSTING && isLatest;
                            refuseIf(!waits && kept.posting().isEmpty(), Why.WRONG_STATE, "it does not wait for this");
                            return adjustments
                                    .post(transaction, adjustmentId, approvedBy)
                                    .call(() -> waits
                                            ? step(
                                                    transaction,
                                                    known,
                                                    DisputeState.UPHELD,
                                                    kept.askedBy() + ", " + approvedBy,
                                                    Optional.empty(),
                                                    kept.reason())
                                            : Uni.createFrom().item(known));
                        }));
    }

    @Override
    public Uni<Void> dropAdjustment(long id, long adjustmentId, String by, String why) {
        return act(id, (transaction, known) -> {
            if (known.latest().state() != DisputeState.ADJUSTING) {
                return Uni.createFrom().voidItem();
            }
            return adjustments
                    .isLatest(transaction, Dispute.cause(id), adjustmentId)
                    .chain(isLatest -> isLatest
                            ? listSteps(transaction, id)
                                    .map(steps -> steps.get(known.latest().number() - 2)
                                            .state())
                                    .chain(before -> step(transaction, known, before, by, Optional.empty(), why))
                                    .replaceWithVoid()
                            : Uni.createFrom().voidItem());
        });
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

    @Override
    public Uni<Integer> expire() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone());
        return pool.preparedQuery(OVERDUE)
                .execute(Tuple.of(today))
                .map(DisputeRows::read)
                .chain(overdue -> Multi.createFrom()
                        .iterable(overdue)
                        .onItem()
                        .transformToUniAndConcatenate(one -> act(
                                one.id(),
                                (transaction, known) -> known.latest().state() == DisputeState.OPENED
                                        ? step(
                                                transaction,
                                                known,
                                                DisputeState.UNANSWERED,
                                                SYSTEM,
                                                Optional.empty(),
                                                "nothing was said until "
                                                        + known.latest().due())
                                        : Uni.createFrom().item(known)))
                        .collect()
                        .asList())
                .map(List::size);
    }

    @Override
    public Uni<Attachment> attach(long id, Institution institution, String name, String mediaType, byte[] bytes) {
        return act(id, (transaction, known) -> {
            refuseUnlessParty(known, institution);
            refuseIf(
                    known.latest().state().isFinal(),
                    Why.WRONG_STATE,
                    "it is " + known.latest().state());
            return attachments.add(transaction, id, institution, name, mediaType, bytes);
        });
    }

    @Override
    public Uni<List<Attachment>> listAttachments(long id) {
        return DisputeAttachments.list(pool, id);
    }

    @Override
    public Uni<Optional<byte[]>> findContent(long id, long attachmentId) {
        return DisputeAttachments.content(pool, id, attachmentId);
    }

    @Override
    public Uni<List<Upheld>> listUpheld(LocalDate businessDay, Optional<Institution> institution) {
        return pool.preparedQuery(UPHELD)
                .execute(Tuple.tuple()
                        .addLocalDate(businessDay)
                        .addString(institution.map(Institution::code).orElse(null)))
                .map(DisputeRows::read)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(one -> adjustments
                                .list(Dispute.cause(one.id()))
                                .map(asked -> new Upheld(one, asked.get(asked.size() - 1))))
                        .collect()
                        .asList());
    }

    private Uni<Dispute> step(
            SqlConnection transaction,
            Dispute known,
            DisputeState next,
            String by,
            Optional<Institution> institution,
            String text) {
        Step latest = known.latest();
        refuseIf(
                !latest.state().mayBecome(next),
                Why.WRONG_STATE,
                "a dispute that is " + latest.state() + " cannot be " + next);
        return DisputeRows.insert(
                        transaction,
                        known.id(),
                        new Step(latest.number() + 1, next, clock.instant(), by, institution, latest.due(), text))
                .chain(() -> get(transaction, known.id()));
    }

    private <T> Uni<T> act(long id, BiFunction<SqlConnection, Dispute, Uni<T>> act) {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(LOCK)
                        .execute(Tuple.of((int) id))
                        .chain(() -> get(transaction, id))
                        .chain(known -> act.apply(transaction, known)))
                .onFailure(RecordDecidedException.class)
                .transform(e -> new DisputeStateException(Why.RECORD_DECIDED, e.getMessage()));
    }

    /** In the words in which it is said of one that there is not. */
    private static void refuseUnlessParty(Dispute known, Institution institution) {
        refuseIf(!known.isParty(institution), Why.UNKNOWN_DISPUTE, "there is no dispute " + known.id());
    }

    static void refuseIf(boolean refused, Why why, String detail) {
        if (refused) {
            throw new DisputeStateException(why, detail);
        }
    }
}
