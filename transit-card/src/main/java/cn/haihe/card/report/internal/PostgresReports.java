package cn.haihe.card.report.internal;

import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.report.Figure;
import cn.haihe.card.report.FigureTrace;
import cn.haihe.card.report.InstitutionReport;
import cn.haihe.card.report.ReportSection;
import cn.haihe.card.report.Reports;
import cn.haihe.card.settlement.Seal;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.Window;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reports made from the tables as they are now, of archived days from what was kept of their records: of a sealed day that is the
 * same whenever it is made, but for the bank.
 */
public final class PostgresReports implements Reports {
    private static final String ARCHIVED = "SELECT file FROM card_archive WHERE business_day = $1";
    private static final String HAD_A_PART = """
            SELECT sender FROM card_file WHERE business_day = $1
            UNION SELECT t.issuer FROM card_chunk_total t JOIN card_file f ON f.id = t.file_id WHERE f.business_day = $1""";
    private static final String FILES = """
            SELECT f.id, f.sender, f.name, f.stated_day, count(*) AS records, sum(r.amount_fen)::bigint AS amount_fen,
                   sum(r.issuer_fen)::bigint AS issuer_fen
            FROM card_record r JOIN card_file f ON f.id = r.file_id
            """ + TraceQuery.WHERE + "GROUP BY f.id ORDER BY f.id";
    private static final String RECORDS = ClearedRecords.COLUMNS + TraceQuery.WHERE + """
            AND (r.file_id, r.line) > ($9, $10) AND ($11 = false OR r.file_id = $9)
            ORDER BY r.file_id, r.line LIMIT $12""";

    private final Pool pool;
    private final Settlement settlement;
    private final Function<LocalDate, Instant> dayBegins;
    private final BiFunction<Institution, LocalDate, String> nameZh;
    private final Clock clock;

    public PostgresReports(
            Pool pool,
            Settlement settlement,
            Function<LocalDate, Instant> dayBegins,
            BiFunction<Institution, LocalDate, String> nameZh,
            Clock clock) {
        this.pool = pool;
        this.settlement = settlement;
        this.dayBegins = dayBegins;
        this.nameZh = nameZh;
        this.clock = clock;
    }

    @Override
    public Uni<InstitutionReport> make(Institution institution, LocalDate day) {
        return settlement
                .findSeal(day)
                .chain(seal -> settlement
                        .findWindow(day)
                        .chain(window -> ofRecords(institution, day)
                                .chain(records -> SettlementFigures.of(pool, institution, day, window)
                                        .map(settled -> report(institution, day, seal, window, records, settled)))));
    }

    /** As they were kept, where the records lie in the archive. */
    private Uni<RecordFigures.Result> ofRecords(Institution institution, LocalDate day) {
        return KeptFigures.find(pool, institution, day)
                .chain(kept -> kept.isPresent()
                        ? Uni.createFrom().item(kept.get())
                        : refuseArchived(day)
                                .chain(() -> RecordFigures.of(pool, institution, day, dayBegins.apply(day))));
    }

    @Override
    public Uni<Void> keep(LocalDate day, Collection<Institution> members) {
        return pool.preparedQuery(HAD_A_PART).execute(Tuple.of(day)).chain(rows -> {
            Set<Institution> all = new TreeSet<>(members);
            rows.forEach(row -> all.add(new Institution(row.getString(0))));
            return Multi.createFrom()
                    .iterable(all)
                    .onItem()
                    .transformToUniAndConcatenate(one -> keep(day, one))
                    .collect()
                    .last()
                    .replaceWithVoid();
        });
    }

    private Uni<Void> keep(LocalDate day, Institution institution) {
        return KeptFigures.find(pool, institution, day)
                .chain(kept -> kept.isPresent()
                        ? Uni.createFrom().voidItem()
                        : refuseArchived(day)
                                .chain(() -> RecordFigures.of(pool, institution, day, dayBegins.apply(day)))
                                .chain(made -> pool.withTransaction(transaction ->
                                        KeptFigures.keep(transaction, institution, day, made.figures()))));
    }

    private InstitutionReport report(
            Institution institution,
            LocalDate day,
            Optional<Seal> seal,
            Optional<Window> window,
            RecordFigures.Result records,
            SettlementFigures.Result settled) {
        List<Figure> figures = new ArrayList<>(records.figures());
        figures.addAll(settled.figures());
        figures.add(Figure.ofNet(ReportSection.SUMMARY, "差错调整", settled.adjustedFen(), "明细见差错调整"));
        long fares = Math.subtractExact(records.receivableFen(), records.payableFen());
        long expected = Math.addExact(Math.addExact(fares, settled.sharedFen()), settled.adjustedFen());
        figures.add(Figure.ofNet(
                ReportSection.SUMMARY,
                "净额",
                settled.netFen(),
                settled.netFen() == expected
                        ? "应收减应付，加分摊与调整，与总账一致"
                        : "与总账相差 " + Yuan.of(Math.subtractExact(settled.netFen(), expected)) + " 元，见对账差异"));
        figures.sort(Comparator.comparing(Figure::section));
        return new InstitutionReport(
                institution,
                nameZh.apply(institution, day),
                day,
                clock.instant(),
                seal,
                window,
                settled.adjustedIn(),
                figures);
    }

    private Uni<Void> refuseArchived(LocalDate day) {
        return pool.preparedQuery(ARCHIVED)
                .execute(Tuple.of(day))
                .invoke(rows -> rows.forEach(row -> {
                    throw new ArchivedDayException(day, row.getString("file"));
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<FileShare>> listFiles(Institution institution, LocalDate day, FigureTrace trace) {
        return refuseArchived(day)
                .chain(() -> pool.preparedQuery(FILES)
                        .execute(TraceQuery.tuple(institution, day, dayBegins.apply(day), trace)))
                .map(rows -> {
                    List<FileShare> files = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        files.add(new FileShare(
                                row.getInteger("id"),
                                new Institution(row.getString("sender")),
                                row.getString("name"),
                                row.getLocalDate("stated_day"),
                                row.getLong("records"),
                                row.getLong("amount_fen"),
                                row.getLong("issuer_fen")));
                    }
                    return files;
                });
    }

    @Override
    public Uni<List<ClearedRecord>> listRecords(
            Institution institution, LocalDate day, FigureTrace trace, After after, int limit) {
        return refuseArchived(day)
                .chain(() -> pool.preparedQuery(RECORDS)
                        .execute(TraceQuery.tuple(institution, day, dayBegins.apply(day), trace)
                                .addInteger(after.fileId())
                                .addInteger(after.line())
                                .addBoolean(after.onlyFile())
                                .addInteger(limit)))
                .map(rows -> {
                    List<ClearedRecord> records = new ArrayList<>(rows.size());
                    rows.forEach(row -> records.add(ClearedRecords.read(row)));
                    return records;
                });
    }
}
