package cn.haihe.card.report.internal;

import cn.haihe.card.report.Figure;
import cn.haihe.card.report.InstitutionReport;
import cn.haihe.card.report.ReportSection;
import java.util.List;

/** A report as a page for printing. The boxes at a page's edge do not inherit its font. */
public final class ReportHtml {
    public static final String FONT = "report";

    private static final String STYLE = """
            @page { size: A4 landscape; margin: 18mm 12mm 16mm 12mm;
                    @top-left { content: "%s"; font-family: report; font-size: 8pt; color: #555; }
                    @bottom-left { content: "%s"; font-family: report; font-size: 7pt; color: #555; }
                    @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-family: report;
                                    font-size: 8pt; color: #555; } }
            body { font-family: report; font-size: 8.5pt; color: #111; margin: 0; }
            h1 { font-size: 16pt; font-weight: normal; margin: 0 0 6pt 0; }
            h2 { font-size: 11pt; font-weight: normal; margin: 12pt 0 3pt 0; border-bottom: 0.8pt solid #1f4e79;
                 color: #1f4e79; page-break-after: avoid; }
            table { border-collapse: collapse; width: 100%%; -fs-table-paginate: paginate; }
            th { font-weight: normal; text-align: left; background: #e8eef5; }
            th, td { border: 0.4pt solid #b5bfca; padding: 2pt 3pt; vertical-align: top; }
            tr { page-break-inside: avoid; }
            .w { white-space: nowrap; }
            .n { text-align: right; white-space: nowrap; }
            .s { font-size: 6pt; color: #555; }
            .about td { border: none; padding: 1pt 8pt 1pt 0; }
            """;
    /** Of {@link ReportTable#HEAD}: names of one word, then numbers, which stand to the right. */
    private static final int FIRST_NAME = 1;

    private static final int FIRST_NUMBER = 4;

    private static final int LAST_NUMBER = 8;
    private static final int TRACE = 10;

    private ReportHtml() {}

    public static String of(InstitutionReport report) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"zh-CN\"><head><title>清分结算日报 ")
                .append(escape(report.institution() + " " + report.businessDay()))
                .append("</title><style>")
                .append(STYLE.formatted(
                        quoted(report.nameZh() + " " + report.businessDay() + " 清分结算日报"),
                        quoted("总账封签 " + report.seal().map(one -> one.hash()).orElse("无"))))
                .append("</style></head><body><h1>清分结算日报</h1><table class=\"about\">");
        for (List<String> one : ReportTable.about(report)) {
            html.append("<tr><td>")
                    .append(escape(one.get(0)))
                    .append("</td><td>")
                    .append(escape(one.get(1)))
                    .append("</td></tr>");
        }
        html.append("</table>");
        for (ReportSection section : ReportSection.values()) {
            section(html, report, section);
        }
        return html.append("</body></html>").toString();
    }

    private static void section(StringBuilder html, InstitutionReport report, ReportSection section) {
        html.append("<h2>").append(escape(section.titleZh())).append("</h2>");
        List<Figure> figures = report.figures(section);
        if (figures.isEmpty()) {
            html.append("<p>无</p>");
            return;
        }
        html.append("<table><thead><tr>");
        ReportTable.HEAD.forEach(
                title -> html.append("<th>").append(escape(title)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (Figure figure : figures) {
            html.append("<tr>");
            List<String> cells = ReportTable.cells(report, figure);
            for (int column = 0; column < cells.size(); column++) {
                html.append(cell(column))
                        .append(column == TRACE ? trace(cells.get(column)) : escape(cells.get(column)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private static String cell(int column) {
        if (column >= FIRST_NUMBER && column <= LAST_NUMBER) {
            return "<td class=\"n\">";
        }
        return column >= FIRST_NAME && column < FIRST_NUMBER ? "<td class=\"w\">" : "<td>";
    }

    /** The whole path stands in the table form; on paper its question does. */
    private static String trace(String path) {
        return path.isEmpty()
                ? ""
                : "<span class=\"s\">"
                        + escape(path.substring(path.indexOf('?') + 1).replace("&", " ")) + "</span>";
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\\\\"<>&\n\r]", " ");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
