package cn.haihe.card.adjustment.internal;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.ledger.TransferReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adjustments in two tables: what was asked for, and what of it is in the ledger. */
public final class PostgresAdjustments implements Adjustments {
    private static final String ASK = """
            INSERT INTO card_adjustment (kind, cause, about_day, debtor, creditor, amount_fen, issuer_fen, file_id, line,
                                         reason, asked_by, asked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id""";
    private static final String SELECT = """
            SELECT a.*, p.transfer_id, p.business_day, p.approved_by, p.posted_at
            FROM card_adjustment a LEFT JOIN card_adjustment_posting p ON p.adjustment_id = a.id
            """;
    private static final String FIND = SELECT + "WHERE a.id = $1";
    private static final String LIST = SELECT + "WHERE a.cause = $1 ORDER BY a.id";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_adjustment'), $1)";
    private static final String POST = """
            INSERT INTO card_adjustment_posting (adjustment_id, transfer_id, business_day, asked_by, approved_by, posted_at)
            VALUES ($1, $2, $3, $4, $5, $6)""";

    private final Pool pool;
    private final Ledger ledger;
    private final FileRegister.BusinessDays days;
    private final RecordDecisions records;
    private final BusinessCalendar calendar;
    private final Clock clock;

    public PostgresAdjustments(
            Pool pool, Ledger ledger, FileRegister.BusinessDays days, BusinessCalendar calendar, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.days = days;
        this.calendar = calendar;
        this.clock = clock;
        records = new RecordDecisions(clock);
    }

    @Override
    public Uni<Long> ask(SqlConnection transaction, Adjustment adjustment, String reason, String by) {
        return transaction
                .preparedQuery(ASK)
                .execute(Tuple.tuple()
                        .addString(adjustment.kind().name())
                        .addString(adjustment.cause())
                        .addLocalDate(adjustment.aboutDay())
                        .addString(adjustment.debtor().code())
                        .addString(adjustment.creditor().code())
                        .addLong(adjustment.amountFen())
                        .addLong(adjustment.issuerFen())
                        .addInteger(adjustment.record().map(RecordPlace::fileId).orElse(null))
                        .addInteger(adjustment.record().map(RecordPlace::line).orElse(null))
                        .addString(reason)
                        .addString(by)
                        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    @Override
    public Uni<Optional<Kept>> find(long id) {
        return find(pool, id);
    }

    private static Uni<Optional<Kept>> find(SqlClient client, long id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    @Override
    public Uni<List<Kept>> list(String cause) {
        return list((SqlClient) pool, cause);
    }

    @Override
    public Uni<List<Kept>> list(SqlConnection transaction, String cause) {
        return list((SqlClient) transaction, cause);
    }

    private static Uni<List<Kept>> list(SqlClient client, String cause) {
        return client.preparedQuery(LIST).execute(Tuple.of(cause)).map(PostgresAdjustments::read);
    }

    @Override
    public Uni<Posting> post(SqlConnection transaction, long id, String approvedBy) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of((int) id))
                .chain(() -> find(transaction, id))
                .chain(found -> {
                    Kept kept = found.orElseThrow(() -> new IllegalArgumentException("no adjustment " + id));
                    if (kept.posting().isPresent()) {
                        return Uni.createFrom().item(kept.posting().get());
                    }
                    if (kept.askedBy().equals(approvedBy)) {
                        throw new IllegalArgumentException("who asked for adjustment " + id + " cannot approve it");
                    }
                    LocalDate today = calendar.dayOf(clock.instant());
                    return days.lockDayFor(transaction, today, clock.instant())
                            .call(day -> decide(transaction, kept, approvedBy, day))
                            .chain(day -> post(transaction, kept, approvedBy, day));
                });
    }

    private Uni<Void> decide(SqlConnection transaction, Kept kept, String approvedBy, LocalDate day) {
        Adjustment adjustment = kept.adjustment();
        return adjustment.record().isEmpty()
                ? Uni.createFrom().voidItem()
                : records.decide(
                        transaction,
                        adjustment.record().get(),
                        adjustment.kind() == AdjustmentKind.RECORD_ACCEPTED,
                        adjustment.cause(),
                        kept.askedBy() + ", " + approvedBy,
                        Optional.of(day));
    }

    private Uni<Posting> post(SqlConnection transaction, Kept kept, String approvedBy, LocalDate day) {
        Transfer transfer = transfer(kept, day);
        Posting posting = new Posting(transfer.id(), day, approvedBy, clock.instant());
        return ledger.post(transaction, List.of(transfer))
                .chain(() -> transaction
                        .preparedQuery(POST)
                        .execute(Tuple.tuple()
                                .addLong(kept.id())
                                .addUUID(posting.transferId())
                                .addLocalDate(day)
                                .addString(kept.askedBy())
                                .addString(approvedBy)
                                .addOffsetDateTime(posting.postedAt().atOffset(ZoneOffset.UTC))))
                .replaceWith(posting);
    }

    private static Transfer transfer(Kept kept, LocalDate day) {
        String reference = TransferReference.ofAdjustment(
                kept.id(), kept.adjustment().cause(), kept.adjustment().aboutDay());
        return Transfer.of(day, reference, kept.adjustment().entries());
    }

    @Override
    public Uni<RecordState> recordState(SqlConnection transaction, RecordPlace place) {
        return records.get(transaction, place).map(known -> new RecordState(place, known.accepted()));
    }

    @Override
    public Uni<Void> refuseRecord(SqlConnection transaction, RecordPlace place, String cause, String by) {
        return records.decide(transaction, place, false, cause, by, Optional.empty());
    }

    private static List<Kept> read(RowSet<Row> rows) {
        List<Kept> found = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Optional<RecordPlace> record = Optional.ofNullable(row.getInteger("file_id"))
                    .map(file -> new RecordPlace(file, row.getInteger("line")));
            Adjustment adjustment = new Adjustment(
                    AdjustmentKind.valueOf(row.getString("kind")),
                    row.getString("cause"),
                    row.getLocalDate("about_day"),
                    new Institution(row.getString("debtor")),
                    new Institution(row.getString("creditor")),
                    row.getLong("amount_fen"),
                    row.getLong("issuer_fen"),
                    record);
            Optional<Posting> posting = Optional.ofNullable(row.getUUID("transfer_id"))
                    .map(transfer -> new Posting(
                            transfer,
                            row.getLocalDate("business_day"),
                            row.getString("approved_by"),
                            row.getOffsetDateTime("posted_at").toInstant()));
            found.add(new Kept(
                    row.getLong("id"),
                    adjustment,
                    row.getString("reason"),
                    row.getString("asked_by"),
                    row.getOffsetDateTime("asked_at").toInstant(),
                    posting));
        }
        return found;
    }
}
