package cn.haihe.card.report.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.report.Figure;
import cn.haihe.card.report.InstitutionReport;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** A report's lines as texts: the same in every form that it comes in. */
public final class ReportTable {
    public static final List<String> HEAD =
            List.of("项目", "对方机构", "行业", "种类", "笔数", "交易金额（元）", "发卡方手续费（元）", "收单方所得（元）", "计入净额（元）", "说明", "追溯");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private ReportTable() {}

    /** One text for each of {@link #HEAD}. */
    public static List<String> cells(InstitutionReport report, Figure figure) {
        return List.of(
                figure.itemZh(),
                figure.counterparty().map(Institution::code).orElse(""),
                name(figure.industry(), ChineseNames::industry),
                name(figure.consumeKind(), ChineseNames::consumeKind),
                figure.records().map(count -> Long.toString(count)).orElse(""),
                yuan(figure.amountFen()),
                yuan(figure.issuerFen()),
                yuan(figure.acquirerFen()),
                yuan(figure.netFen()),
                figure.noteZh(),
                figure.trace()
                        .map(trace -> "/clearing/v1/reports/" + report.institution() + "/" + report.businessDay()
                                + "/files?" + trace.toQuery())
                        .orElse(""));
    }

    /** What the report is of, by name. */
    public static List<List<String>> about(InstitutionReport report) {
        return List.of(
                List.of("机构", report.nameZh() + "（" + report.institution() + "）"),
                List.of("营业日", report.businessDay().toString()),
                List.of("出表时间", report.madeAt().atZone(CHINA).format(MINUTE)),
                List.of(
                        "窗口编号",
                        report.window()
                                .map(one ->
                                        one.businessDay() + "-" + one.step() + "（" + ChineseNames.of(one.state()) + "）")
                                .orElse("无")),
                List.of("总账封签（SM3）", report.seal().map(one -> one.hash()).orElse("未封签，数字可能变动")),
                List.of(
                        "调整所在窗口",
                        report.adjustedIn().isEmpty()
                                ? "无"
                                : String.join(
                                        "、",
                                        report.adjustedIn().stream()
                                                .map(LocalDate::toString)
                                                .toList())));
    }

    private static String name(OptionalInt code, IntFunction<String> names) {
        return code.isPresent() ? names.apply(code.getAsInt()) : "";
    }

    private static String yuan(Optional<Long> fen) {
        return fen.map(Yuan::of).orElse("");
    }
}
