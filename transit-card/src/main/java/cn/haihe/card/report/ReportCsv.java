package cn.haihe.card.report;

import cn.haihe.card.report.internal.ReportTable;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A report as one table (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read the Chinese). */
public final class ReportCsv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String ABOUT = "报表信息";

    private ReportCsv() {}

    /** Leaves the stream open. */
    public static void write(InstitutionReport report, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        CsvWriter csv = CsvWriter.builder().build(writer);
        List<String> head = new ArrayList<>(List.of("章节"));
        head.addAll(ReportTable.HEAD);
        csv.writeRecord(head);
        for (List<String> one : ReportTable.about(report)) {
            List<String> row = new ArrayList<>(List.of(ABOUT, one.get(0)));
            while (row.size() < head.size() - 2) {
                row.add("");
            }
            row.add(one.get(1));
            row.add("");
            csv.writeRecord(row);
        }
        for (Figure figure : report.figures()) {
            List<String> row = new ArrayList<>(List.of(figure.section().titleZh()));
            row.addAll(ReportTable.cells(report, figure));
            csv.writeRecord(row);
        }
        csv.flush();
        writer.flush();
    }
}
