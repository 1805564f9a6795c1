package cn.haihe.card.report;

import static cn.haihe.card.ClearedDay.await;
import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import cn.haihe.card.ClearedDay;
import cn.haihe.card.ClearedDay.Tap;
import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.report.FigureTrace.Role;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final int BUS = 1;
    private static final int METRO = 2;

    @TempDir
    Path folder;

    private ClearedDay centre;
    private Reports reports;

    @BeforeEach
    void start() throws Exception {
        centre = new ClearedDay(folder, MONDAY.atTime(23, 30));
        reports = Reports.on(
                centre.database.pool(),
                centre.settlement,
                day -> day.atStartOfDay(ClearedDay.CHINA).toInstant(),
                (institution, day) -> institution.equals(TIANJIN) ? "天津公交卡公司" : institution.code(),
                centre.clock);
        centre.send(BEIJING, "b1", MONDAY, tap(TIANJIN, 1, METRO, 300), tap(BEIJING, 9, METRO, 300));
        centre.send(
                TIANJIN,
                "t1",
                MONDAY,
                tap(BEIJING, 1, METRO, 480),
                tap(HEBEI, 1, BUS, 200),
                tap(TIANJIN, 5, BUS, 200),
                tap(HEBEI, 7, METRO, 90_000));
        Tap late = new Tap(HEBEI, 2, 1, 150, BUS, MONDAY.minusDays(1).atTime(22, 0));
        centre.send(TIANJIN, "t2", MONDAY, late);
        centre.instruct(MONDAY);
        centre.confirm("bank-7", MONDAY, TIANJIN, 527);
    }

    @AfterEach
    void close() {
        centre.close();
    }

    private static Tap tap(Institution issuer, int card, int industry, long fen) {
        LocalDateTime morning = MONDAY.atTime(8, 0);
        return new Tap(issuer, card, 1, fen, industry, morning);
    }

    @Test
    void everyFigureIsThereAndLeadsToItsRecords() {
        InstitutionReport report = await(reports.make(TIANJIN, MONDAY));
        assertThat(report.seal()).isEqualTo(await(centre.settlement.findSeal(MONDAY)));
        assertThat(await(centre.settlement.checkSeal(MONDAY)).orElseThrow().isWhole())
                .isTrue();
        assertThat(net(report, "他方卡在本方受理（应收）")).isEqualTo(478 + 199 + 150);
        assertThat(net(report, "本方卡在他方受理（应付）")).isEqualTo(-299);
        assertThat(net(report, "净额")).as("as the bank was told").isEqualTo(528);
        assertThat(report.figures(ReportSection.SUMMARY))
                .filteredOn(one -> one.itemZh().equals("净额"))
                .extracting(Figure::noteZh)
                .containsExactly("应收减应付，加分摊与调整，与总账一致");
        assertThat(report.figures(ReportSection.ACQUIRED))
                .extracting(
                        one -> one.counterparty().orElseThrow(),
                        one -> one.industry().orElseThrow(),
                        one -> one.records().orElseThrow(),
                        one -> one.amountFen().orElseThrow(),
                        one -> one.issuerFen().orElseThrow())
                .containsExactly(
                        tuple(BEIJING, METRO, 1L, 480L, 2L),
                        tuple(HEBEI, BUS, 2L, 350L, 1L),
                        tuple(TIANJIN, BUS, 1L, 200L, 0L));
        assertThat(report.figures(ReportSection.NOT_ACCEPTED))
                .extracting(
                        Figure::itemZh,
                        one -> one.records().orElseThrow(),
                        one -> one.amountFen().orElseThrow())
                .containsExactly(tuple("本方受理：票价不合理（挂起）", 1L, 90_000L));
        ReportDetails details = ReportDetails.on(centre.database.pool());
        RecordPlace start = new RecordPlace(0, 0);
        for (Institution who : List.of(TIANJIN, HEBEI)) {
            assertThat(await(details.listNotAccepted(who, MONDAY, RecordReason.IMPLAUSIBLE_FARE, start, 9)))
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one.kept().orElseThrow().amountFen()).isEqualTo(90_000));
        }
        assertThat(await(details.listNotAccepted(BEIJING, MONDAY, RecordReason.IMPLAUSIBLE_FARE, start, 9)))
                .isEmpty();
        for (Figure figure : report.figures()) {
            if (figure.trace().isPresent()) {
                assertTraced(figure);
            }
        }
    }

    @Test
    void aDayWhoseRecordsLeftTheDatabaseIsReportedAsBefore() {
        List<Figure> before = await(reports.make(TIANJIN, MONDAY)).figures();
        await(reports.keep(MONDAY, List.of(TIANJIN)));
        await(reports.keep(MONDAY, List.of(TIANJIN)));
        centre.database.run("INSERT INTO card_archive VALUES ('" + MONDAY + "', 'x', 1, 1, 1, '', now())");
        centre.database.run("DROP TABLE card_record_" + MONDAY.toString().replace("-", ""));
        assertThat(await(reports.make(TIANJIN, MONDAY)).figures()).isEqualTo(before);
        assertThat(net(await(reports.make(BEIJING, MONDAY)), "净额"))
                .as("had a part in it")
                .isEqualTo(-179);
        assertThatThrownBy(() -> await(
                        reports.listFiles(TIANJIN, MONDAY, before.get(0).trace().orElseThrow())))
                .isInstanceOf(Reports.ArchivedDayException.class);
        LocalDate earlier = MONDAY.minusDays(100);
        centre.database.run("INSERT INTO card_archive VALUES ('" + earlier + "', 'y', 1, 1, 1, '', now())");
        assertThatThrownBy(() -> await(reports.make(TIANJIN, earlier)))
                .as("archived before figures were kept")
                .isInstanceOf(Reports.ArchivedDayException.class);
    }

    private void assertTraced(Figure figure) {
        FigureTrace trace = figure.trace().orElseThrow();
        var files = await(reports.listFiles(TIANJIN, MONDAY, trace));
        assertThat(files.stream().mapToLong(Reports.FileShare::records).sum())
                .as(trace.toQuery())
                .isEqualTo(figure.records().orElseThrow());
        List<ClearedRecord> records = new ArrayList<>();
        Reports.After after = Reports.After.START;
        for (List<ClearedRecord> page = page(trace, after); !page.isEmpty(); page = page(trace, after)) {
            records.addAll(page);
            ClearedRecord last = page.get(page.size() - 1);
            after = new Reports.After(last.fileId(), last.line(), false);
        }
        assertThat(records.stream().mapToLong(ClearedRecord::amountFen).sum())
                .as(trace.toQuery())
                .isEqualTo(figure.amountFen().orElseThrow());
        assertThat(records.stream().mapToLong(ClearedRecord::issuerFen).sum())
                .isEqualTo(figure.issuerFen().orElseThrow());
        assertThat(records).hasSize(figure.records().orElseThrow().intValue());
    }

    private List<ClearedRecord> page(FigureTrace trace, Reports.After after) {
        return await(reports.listRecords(TIANJIN, MONDAY, trace, after, 2));
    }

    @Test
    void lateRecordsAreToldApart() {
        FigureTrace late = new FigureTrace(
                Role.ISSUED, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.of(true));
        assertThat(await(reports.listFiles(HEBEI, MONDAY, late)))
                .extracting(Reports.FileShare::name, Reports.FileShare::amountFen)
                .containsExactly(tuple("t2", 150L));
        assertThat(await(reports.make(HEBEI, MONDAY)).figures(ReportSection.LATE))
                .extracting(one -> one.records().orElseThrow())
                .containsExactly(0L, 1L, 0L);
    }

    @Test
    void theTableIsReadBySpreadsheets() throws Exception {
        InstitutionReport report = await(reports.make(TIANJIN, MONDAY));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportCsv.write(report, out);
        assertThat(out.toByteArray()).startsWith(0xEF, 0xBB, 0xBF);
        List<CsvRecord> rows = rows(report);
        assertThat(rows.get(0).getFields()).startsWith("章节", "项目", "对方机构");
        assertThat(rows).allMatch(row -> row.getFieldCount() == 12);
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.getFields())
                        .startsWith(
                                "本方受理（按发卡方、行业、种类）", "应收票款", "HEBEI", "公交", "普通", "2", "3.50", "0.01", "3.49", "3.49"))
                .anySatisfy(row -> assertThat(row.getFields())
                        .contains("总账封签（SM3）", report.seal().orElseThrow().hash()))
                .anySatisfy(row -> assertThat(row.getFields()).contains("银行参考号 bank-7", "5.27"));
    }

    private static List<CsvRecord> rows(InstitutionReport report) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportCsv.write(report, out);
        String text = out.toString(StandardCharsets.UTF_8).substring(1);
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().toList();
        }
    }

    @Test
    void thePrintedFormTellsTheSame() throws Exception {
        Optional<ReportFont> font = ReportFont.find(
                Optional.ofNullable(System.getenv("HAIHE_REPORT_FONT")).map(Path::of));
        if (!Boolean.parseBoolean(System.getenv("HAIHE_REQUIRE_FONT"))) {
            assumeThat(font)
                    .as("a font with Chinese letters and TrueType outlines, as of Debian's fonts-wqy-microhei")
                    .isPresent();
        }
        InstitutionReport report = await(reports.make(TIANJIN, MONDAY));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportPdf.write(report, font.orElseThrow(), out);
        String text;
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
        assertThat(text).contains("清分结算日报", "天津公交卡公司", "2026-11-16", "轨道交通", "票价不合理");
        for (CsvRecord row : rows(report)) {
            for (int column = 5; column <= 9; column++) {
                assertThat(text).contains(row.getField(column).replaceAll("\\s", ""));
            }
        }
        assertThat(text).contains(report.seal().orElseThrow().hash());
    }

    @Test
    void aFontThatCannotBeEmbeddedSaysSo() {
        InstitutionReport report = await(reports.make(TIANJIN, MONDAY));
        Path none = folder.resolve("TIANJIN-t1");
        assertThatThrownBy(() -> ReportPdf.write(report, new ReportFont(none), java.io.OutputStream.nullOutputStream()))
                .isInstanceOf(java.io.IOException.class);
        assertThat(ReportFont.find(Optional.of(folder.resolve("nothing.ttf")))).isEmpty();
    }

    private static long net(InstitutionReport report, String itemZh) {
        return report.figures(ReportSection.SUMMARY).stream()
                .filter(one -> one.itemZh().equals(itemZh))
                .findFirst()
                .orElseThrow()
                .netFen()
                .orElseThrow();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
