package cn.haihe.card.report;

import cn.haihe.card.contract.Institution;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line of a report.
 *
 * @param itemZh what it is
 * @param counterparty the other institution, where it is about one
 * @param industry as in records, where it is about one; {@code consumeKind} likewise
 * @param records how many; absent where it is not about records
 * @param amountFen what was paid; {@code issuerFen} and {@code acquirerFen} the shares; absent where there is none
 * @param netFen what it adds to the institution's position, below zero takes from it; absent where it does not
 * @param noteZh what else is to be said; may be empty
 * @param trace how the records behind it are found; empty where there are none
 */
public record Figure(
        ReportSection section,
        String itemZh,
        Optional<Institution> counterparty,
        OptionalInt industry,
        OptionalInt consumeKind,
        Optional<Long> records,
        Optional<Long> amountFen,
        Optional<Long> issuerFen,
        Optional<Long> acquirerFen,
        Optional<Long> netFen,
        String noteZh,
        Optional<FigureTrace> trace) {

    public static Figure ofNet(ReportSection section, String itemZh, long netFen, String noteZh) {
        return new Figure(
                section,
                itemZh,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(netFen),
                noteZh,
                Optional.empty());
    }
}
