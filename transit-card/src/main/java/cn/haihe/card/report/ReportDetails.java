package cn.haihe.card.report;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.report.internal.PostgresReportDetails;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.LocalDate;
import java.util.List;

/** What is behind the figures of a report that no accepted record explains alone. */
public interface ReportDetails {
    /**
     * The journeys behind what sharing discounts moved, by card and first counter, of which a ride was at the institution's
     * gates: their {@link SharedJourney#netFen} sum to the report's figures of it.
     *
     * @param afterCard of the last that was seen, with {@code afterCounter}
     */
    Uni<List<SharedJourney>> listJourneys(
            Institution institution, LocalDate businessDay, long afterCard, int afterCounter, int limit);

    /** Those told by the institution's files, and of its cards those that are kept; by file and line. */
    Uni<List<NotAccepted>> listNotAccepted(
            Institution institution, LocalDate businessDay, RecordReason reason, RecordPlace after, int limit);

    static ReportDetails on(Pool pool) {
        return new PostgresReportDetails(pool);
    }
}
