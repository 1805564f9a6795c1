package cn.haihe.card.report;

import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.report.internal.PostgresReports;
import cn.haihe.card.settlement.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reports, and the way from each of their figures to the records behind it. */
public interface Reports {
    /** Fails with {@link ArchivedDayException} where the day's records lie in an archive, and no figures of them were kept. */
    Uni<InstitutionReport> make(Institution institution, LocalDate businessDay);

    /**
     * Keeps what a settled day's records say in the reports of these and of all who had a part in it, before they leave the
     * database; what was kept before stays.
     */
    Uni<Void> keep(LocalDate businessDay, Collection<Institution> members);

    /** The files with records of a figure, by number. Fails with {@link ArchivedDayException}. */
    Uni<List<FileShare>> listFiles(Institution institution, LocalDate businessDay, FigureTrace trace);

    /** Records of a figure, by file and line. @param after of the last that was seen */
    Uni<List<ClearedRecord>> listRecords(
            Institution institution, LocalDate businessDay, FigureTrace trace, After after, int limit);

    /** What of a file is in a figure. */
    record FileShare(
            int fileId,
            Institution acquirer,
            String name,
            LocalDate statedDay,
            long records,
            long amountFen,
            long issuerFen) {}

    /** @param onlyFile whether nothing but this file is asked for */
    record After(int fileId, int line, boolean onlyFile) {
        public static final After START = new After(0, 0, false);
    }

    /** A day's records lie in a file of the archive. */
    class ArchivedDayException extends RuntimeException {
        public ArchivedDayException(LocalDate day, String file) {
            super("the records of " + day + " lie in the archive, in " + file);
        }
    }

    /**
     * @param dayBegins when a business day begins
     * @param nameZh of an institution on a day
     */
    static Reports on(
            Pool pool,
            Settlement settlement,
            Function<LocalDate, Instant> dayBegins,
            BiFunction<Institution, LocalDate, String> nameZh,
            Clock clock) {
        return new PostgresReports(pool, settlement, dayBegins, nameZh, clock);
    }
}
