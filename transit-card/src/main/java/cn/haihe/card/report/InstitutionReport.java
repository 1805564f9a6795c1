package cn.haihe.card.report;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.settlement.Seal;
import cn.haihe.card.settlement.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What one business day was for one institution.
 *
 * @param seal empty while the day is not sealed: figures may change
 * @param window the day's window as it stands; empty where nobody opened it
 * @param adjustedIn windows of other days in which adjustments about this one were netted
 */
public record InstitutionReport(
        Institution institution,
        String nameZh,
        LocalDate businessDay,
        Instant madeAt,
        Optional<Seal> seal,
        Optional<Window> window,
        List<LocalDate> adjustedIn,
        List<Figure> figures) {
    public InstitutionReport {
        adjustedIn = List.copyOf(adjustedIn);
        figures = List.copyOf(figures);
    }

    public List<Figure> figures(ReportSection section) {
        return figures.stream().filter(one -> one.section() == section).toList();
    }
}
