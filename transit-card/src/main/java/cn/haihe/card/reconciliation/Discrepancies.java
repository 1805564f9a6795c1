package cn.haihe.card.reconciliation;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.reconciliation.internal.PostgresDiscrepancies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The queue of what does not agree. Each act fails with {@link DiscrepancyStateException} where it cannot be done. */
public interface Discrepancies {
    /**
     * @param unresolvedOnly leaves out what was resolved
     * @param institution empty for everybody's
     */
    record Filter(
            boolean unresolvedOnly,
            Optional<LocalDate> businessDay,
            Optional<DiscrepancyKind> kind,
            Optional<Institution> institution,
            Optional<String> owner) {
        public static final Filter UNRESOLVED =
                new Filter(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What an adjustment is to do: the rest is known by the discrepancy. */
    sealed interface Remedy {
        /** The record that waits is paid. */
        record AcceptRecord(long issuerFen) implements Remedy {}

        /** What the bank moved beyond its instruction is written down. */
        record TakeBankMove() implements Remedy {}

        /** One institution owes another. */
        record Between(Institution debtor, Institution creditor, long amountFen) implements Remedy {}
    }

    /** By id, the lowest first. */
    Uni<List<Discrepancy>> list(Filter filter, long after, int limit);

    Uni<Optional<Discrepancy>> find(long id);

    /** The first first. */
    Uni<List<Discrepancy.Step>> listSteps(long id);

    Uni<Discrepancy> assign(long id, String owner, String by, String reason);

    /** For every outcome but {@link DiscrepancyOutcome#ADJUSTED}. */
    Uni<Discrepancy> resolve(long id, DiscrepancyOutcome outcome, String by, String reason);

    /** Waits for a second person from now on. */
    Uni<Adjustments.Kept> askAdjustment(long id, Remedy remedy, String by, String reason);

    /** The second person wants it: it is posted, and the discrepancy resolved. A second time changes nothing. */
    Uni<Adjustments.Posting> adjust(long id, long adjustmentId, String approvedBy);

    /** The second person does not, or did not in time. A second time, or of one that was asked for before, changes nothing. */
    Uni<Void> dropAdjustment(long id, long adjustmentId, String by, String why);

    /** Those that wait for a second person since before then, at most a thousand, the oldest first. */
    Uni<List<Adjustments.Waiting>> listAdjusting(Instant before);

    /** @see Adjustment#cause */
    static String cause(long id) {
        return "exception " + id;
    }

    static Discrepancies on(Pool pool, Adjustments adjustments, Clock clock) {
        return new PostgresDiscrepancies(pool, adjustments, clock);
    }
}
