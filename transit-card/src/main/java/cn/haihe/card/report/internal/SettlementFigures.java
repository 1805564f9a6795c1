package cn.haihe.card.report.internal;

import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Owed;
import cn.haihe.card.report.Figure;
import cn.haihe.card.report.ReportSection;
import cn.haihe.card.settlement.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The figures of a day that come from the ledger and the bank. */
final class SettlementFigures {
    private static final String NET = "SELECT coalesce(sum(fen), 0)::bigint FROM " + Owed.EACH
            + " AS owed WHERE business_day = $1 AND institution = $2";
    private static final String ADJUSTED = """
            SELECT a.kind, a.cause, a.about_day, a.debtor, a.creditor, a.amount_fen, a.issuer_fen, p.business_day
            FROM card_adjustment_posting p JOIN card_adjustment a ON a.id = p.adjustment_id
            WHERE (p.business_day = $1 OR a.about_day = $1) AND (a.debtor = $2 OR a.creditor = $2) ORDER BY a.id""";
    private static final String SHARED = "SELECT other, sum(fen)::bigint AS fen FROM " + Owed.EACH
            + " AS owed WHERE business_day = $1 AND institution = $2 AND kind = '" + AccountKind.TRANSFER_SHARE
            + "' GROUP BY other ORDER BY other";
    private static final String BANK = """
            SELECT 'INSTRUCTION' AS what, '' AS reference, amount_fen, true AS executed, 0 AS sequence
            FROM card_instruction WHERE business_day = $1 AND institution = $2
            UNION ALL
            SELECT 'WORD', bank_reference, amount_fen, executed, sequence
            FROM card_bank_word WHERE business_day = $1 AND institution = $2 ORDER BY sequence""";
    private static final String CLAIM = """
            SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_entry WHERE owner = $1 AND kind = 'NET_CLAIM'""";

    private final Institution own;
    private final LocalDate day;
    private final List<Figure> figures = new ArrayList<>();
    private final TreeSet<LocalDate> adjustedIn = new TreeSet<>();
    private long adjustedFen;
    private long netFen;
    private long sharedFen;

    private SettlementFigures(Institution own, LocalDate day) {
        this.own = own;
        this.day = day;
    }

    /** @param adjustedFen what adjustments add to the day's position, and {@code sharedFen} what journeys with others do */
    record Result(long netFen, long adjustedFen, long sharedFen, List<LocalDate> adjustedIn, List<Figure> figures) {}

    static Uni<Result> of(SqlClient client, Institution own, LocalDate day, Optional<Window> window) {
        SettlementFigures made = new SettlementFigures(own, day);
        return client.preparedQuery(ADJUSTED)
                .execute(Tuple.of(day, own.code()))
                .invoke(rows -> rows.forEach(made::addAdjustment))
                .chain(() -> client.preparedQuery(SHARED).execute(Tuple.of(day, own.code())))
                .invoke(rows -> rows.forEach(made::addShared))
                .chain(() -> client.preparedQuery(NET).execute(Tuple.of(day, own.code())))
                .invoke(rows -> made.addNet(rows.iterator().next().getLong(0), window))
                .chain(() -> client.preparedQuery(BANK).execute(Tuple.of(day, own.code())))
                .invoke(rows -> rows.forEach(made::addBank))
                .chain(() -> client.preparedQuery(CLAIM).execute(Tuple.of(own.code())))
                .invoke(rows -> made.figures.add(Figure.ofNet(
                        ReportSection.SETTLEMENT,
                        "截至出表时未结余额",
                        rows.iterator().next().getLong(0),
                        "各日已轧差、银行尚未划清之和")))
                .map(rows -> new Result(
                        made.netFen, made.adjustedFen, made.sharedFen, List.copyOf(made.adjustedIn), made.figures));
    }

    private void addAdjustment(Row row) {
        AdjustmentKind kind = AdjustmentKind.valueOf(row.getString("kind"));
        Institution debtor = new Institution(row.getString("debtor"));
        Institution creditor = new Institution(row.getString("creditor"));
        LocalDate netted = row.getLocalDate("business_day");
        long moved = row.getLong("amount_fen") - row.getLong("issuer_fen");
        long toCreditor = kind == AdjustmentKind.RECORD_TAKEN_BACK ? -moved : moved;
        boolean isNetted = kind != AdjustmentKind.AT_BANK && !debtor.equals(creditor);
        long fen = isNetted ? (creditor.equals(own) ? toCreditor : -toCreditor) : 0;
        boolean isOfThisWindow = netted.equals(day);
        if (isOfThisWindow) {
            adjustedFen = Math.addExact(adjustedFen, fen);
        } else {
            adjustedIn.add(netted);
        }
        figures.add(new Figure(
                ReportSection.ADJUSTMENTS,
                ChineseNames.of(kind),
                creditor.equals(own) ? Optional.of(debtor).filter(other -> !other.equals(own)) : Optional.of(creditor),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(row.getLong("amount_fen")),
                Optional.of(row.getLong("issuer_fen")),
                Optional.empty(),
                isOfThisWindow && isNetted ? Optional.of(fen) : Optional.empty(),
                "依据 " + row.getString("cause") + "，所涉营业日 " + row.getLocalDate("about_day") + "，计入窗口 " + netted,
                Optional.empty()));
    }

    private void addShared(Row row) {
        sharedFen = Math.addExact(sharedFen, row.getLong("fen"));
        figures.add(new Figure(
                ReportSection.SUMMARY,
                "换乘优惠分摊",
                Optional.of(new Institution(row.getString("other"))),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(row.getLong("fen")),
                "跨方行程的优惠由各方按约定分担，逐程见 journeys",
                Optional.empty()));
    }

    private void addNet(long fen, Optional<Window> window) {
        netFen = fen;
        figures.add(Figure.ofNet(
                ReportSection.SETTLEMENT,
                "净额",
                fen,
                window.map(one -> "窗口 " + one.businessDay() + " 第 " + one.step() + " 步，" + ChineseNames.of(one.state()))
                        .orElse("无窗口")));
    }

    private void addBank(Row row) {
        boolean isInstruction = row.getString("what").equals("INSTRUCTION");
        String note = isInstruction
                ? "正数为付给本方，负数为向本方收取"
                : "银行参考号 " + row.getString("reference") + (row.getBoolean("executed") ? "" : "，未执行");
        figures.add(Figure.ofNet(
                ReportSection.SETTLEMENT, isInstruction ? "银行指令" : "银行确认", row.getLong("amount_fen"), note));
    }
}
