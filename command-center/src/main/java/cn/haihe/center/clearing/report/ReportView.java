package cn.haihe.center.clearing.report;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.report.Figure;
import cn.haihe.card.report.FigureTrace;
import cn.haihe.card.report.InstitutionReport;
import cn.haihe.card.report.ReportSection;
import cn.haihe.card.settlement.Seal;
import cn.haihe.card.settlement.Window;
import cn.haihe.card.settlement.WindowState;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/**
 * A report as JSON. What is not known, or does not apply, is absent.
 *
 * @param sealHash of the day's ledger, as it was kept: reconciliation and the auditor tell whether the ledger still has it
 * @param windowId the day's window and its last step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportView(
        String institution,
        String nameZh,
        LocalDate businessDay,
        Instant madeAt,
        String sealHash,
        String windowId,
        WindowState windowState,
        List<LocalDate> adjustedIn,
        List<FigureView> figures) {

    /** @param trace parameters of {@code …/files} and {@code …/records} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FigureView(
            ReportSection section,
            String item,
            String counterparty,
            Integer industry,
            Integer kind,
            Long records,
            Long amountFen,
            Long issuerFen,
            Long acquirerFen,
            Long netFen,
            String note,
            String trace) {
        static FigureView of(Figure figure) {
            return new FigureView(
                    figure.section(),
                    figure.itemZh(),
                    figure.counterparty().map(Institution::code).orElse(null),
                    orNull(figure.industry()),
                    orNull(figure.consumeKind()),
                    figure.records().orElse(null),
                    figure.amountFen().orElse(null),
                    figure.issuerFen().orElse(null),
                    figure.acquirerFen().orElse(null),
                    figure.netFen().orElse(null),
                    figure.noteZh(),
                    figure.trace().map(FigureTrace::toQuery).orElse(null));
        }

        private static Integer orNull(OptionalInt value) {
            return value.isPresent() ? value.getAsInt() : null;
        }
    }

    static ReportView of(InstitutionReport report) {
        return new ReportView(
                report.institution().code(),
                report.nameZh(),
                report.businessDay(),
                report.madeAt(),
                report.seal().map(Seal::hash).orElse(null),
                report.window().map(one -> one.businessDay() + "-" + one.step()).orElse(null),
                report.window().map(Window::state).orElse(null),
                report.adjustedIn(),
                report.figures().stream().map(FigureView::of).toList());
    }
}
