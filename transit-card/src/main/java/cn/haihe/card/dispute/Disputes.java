package cn.haihe.card.dispute;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.internal.PostgresDisputes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Disputes between institutions, which staff decide. Acts fail with {@link DisputeStateException}. */
public interface Disputes {
    /**
     * What an institution wants.
     *
     * @param other whom it is against; of a record its other party
     * @param businessDay of a position; of a record its own is taken
     */
    record Opening(
            Institution opener,
            Institution other,
            LocalDate businessDay,
            Optional<RecordPlace> record,
            long claimFen,
            DisputeReason reason,
            String text) {}

    /** @param institution empty for everybody's */
    record Filter(Optional<Institution> institution, boolean undecidedOnly, Optional<LocalDate> businessDay) {}

    /** What an upheld dispute does. */
    sealed interface Remedy {
        /** The other pays the opener, at most what was claimed. */
        record Pay(long amountFen) implements Remedy {}

        /** The record is paid after all. */
        record AcceptRecord(long issuerFen) implements Remedy {}

        /** The record's money goes back. */
        record TakeBackRecord() implements Remedy {}
    }

    Uni<Dispute> open(Opening opening, String by);

    /** By id, the latest first. */
    Uni<List<Dispute>> list(Filter filter, long before, int limit);

    Uni<Optional<Dispute>> find(long id);

    Uni<List<Dispute.Step>> listSteps(long id);

    Uni<Dispute> answer(long id, Institution other, boolean concedes, String text, String by);

    Uni<Dispute> withdraw(long id, Institution opener, String text, String by);

    Uni<Dispute> dismiss(long id, String text, String by);

    /** Waits for a second person from now on. */
    Uni<Adjustments.Kept> askAdjustment(long id, Remedy remedy, String text, String by);

    /** A second time changes nothing. */
    Uni<Adjustments.Posting> adjust(long id, long adjustmentId, String approvedBy);

    /** It stands where it stood before. A second time, or of one that was asked for before, changes nothing. */
    Uni<Void> dropAdjustment(long id, long adjustmentId, String by, String why);

    /** Those that wait for a second person since before then, at most a thousand, the oldest first. */
    Uni<List<Adjustments.Waiting>> listAdjusting(Instant before);

    /** Where nobody answered in time that is written down. @return of how many */
    Uni<Integer> expire();

    /** Evidence of one of the two, while it is undecided; the same bytes again are the same attachment. */
    Uni<Dispute.Attachment> attach(long id, Institution institution, String name, String mediaType, byte[] bytes);

    Uni<List<Dispute.Attachment>> listAttachments(long id);

    Uni<Optional<byte[]>> findContent(long id, long attachmentId);

    /** Disputes whose adjustment was posted on a day, for that day's AD file. */
    Uni<List<Upheld>> listUpheld(LocalDate businessDay, Optional<Institution> institution);

    record Upheld(Dispute dispute, Adjustments.Kept adjustment) {}

    static Disputes on(Pool pool, Adjustments adjustments, ClearedRecords records, DisputeRules rules, Clock clock) {
        return new PostgresDisputes(pool, adjustments, records, rules, clock);
    }
}
