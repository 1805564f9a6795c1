package cn.haihe.card.adjustment;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.internal.PostgresAdjustments;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adjustments: one person asks, another approves, and then it is in the ledger, once. */
public interface Adjustments {
    /** @param posting empty where nobody approved it, or not yet */
    record Kept(
            long id,
            Adjustment adjustment,
            String reason,
            String askedBy,
            Instant askedAt,
            Optional<Posting> posting) {}

    /** @param businessDay on which it is netted */
    record Posting(UUID transferId, LocalDate businessDay, String approvedBy, Instant postedAt) {}

    /**
     * Whether a record's money moves now.
     *
     * @param accepted empty while nobody decided
     */
    record RecordState(RecordPlace place, Optional<Boolean> accepted) {}

    /** A case that waits for a second person, by the adjustment that was asked for last. */
    record Waiting(long caseId, long adjustmentId) {}

    /** Within the caller's transaction. */
    Uni<Long> ask(SqlConnection transaction, Adjustment adjustment, String reason, String by);

    Uni<Optional<Kept>> find(long id);

    /** Those of a cause, the first first. */
    Uni<List<Kept>> list(String cause);

    /** Within the caller's transaction. */
    default Uni<Boolean> isLatest(SqlConnection transaction, String cause, long id) {
        return list(transaction, cause)
                .map(asked -> !asked.isEmpty() && asked.get(asked.size() - 1).id() == id);
    }

    /** Within the caller's transaction. */
    Uni<List<Kept>> list(SqlConnection transaction, String cause);

    /**
     * Posts it on the day whose window is open; where that was done before, nothing changes.
     *
     * <p>Fails with {@link IllegalArgumentException} where the approver is who asked, and with {@link
     * RecordDecidedException} where the record's money moved, or went back, by another decision meanwhile.
     */
    Uni<Posting> post(SqlConnection transaction, long id, String approvedBy);

    Uni<RecordState> recordState(SqlConnection transaction, RecordPlace place);

    /** Keeps that a record that waits stays unpaid. Fails with {@link RecordDecidedException} where that was decided. */
    Uni<Void> refuseRecord(SqlConnection transaction, RecordPlace place, String cause, String by);

    /** A record's fate was decided before. */
    class RecordDecidedException extends RuntimeException {
        public RecordDecidedException(RecordPlace place, String detail) {
            super("record " + place + ": " + detail);
        }
    }

    /** @param calendar which business day it is; {@code days} whether that is open */
    static Adjustments on(Pool pool, FileRegister.BusinessDays days, BusinessCalendar calendar, Clock clock) {
        return new PostgresAdjustments(pool, Ledger.inPostgres(), days, calendar, clock);
    }
}
