package cn.haihe.card.report.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.report.Figure;
import cn.haihe.card.report.FigureTrace;
import cn.haihe.card.report.FigureTrace.Role;
import cn.haihe.card.report.ReportSection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The figures of a day that come from its records. */
final class RecordFigures {
    private static final String SUMS = """
            SELECT f.sender = $2 AS acquired, r.issuer, f.sender, r.industry, r.consume_kind, r.occurred_at < $3 AS late,
                   count(*) AS records, sum(r.amount_fen)::bigint AS amount_fen, sum(r.issuer_fen)::bigint AS issuer_fen
            FROM card_record r JOIN card_file f ON f.id = r.file_id
            WHERE r.business_day = $1 AND (f.sender = $2 OR r.issuer = $2)
              AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
            GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1 DESC, 2, 3, 4, 5, 6""";
    private static final String REASONS = """
            SELECT f.sender = $2 AS acquired, CASE WHEN f.sender = $2 THEN NULL ELSE f.sender END AS acquirer, x.reason,
                   count(*) AS records, sum(r.amount_fen)::bigint AS amount_fen
            FROM card_file f JOIN card_exception x ON x.file_id = f.id
            LEFT JOIN card_record r ON r.business_day = f.business_day AND r.file_id = x.file_id AND r.line = x.line
            WHERE f.business_day = $1 AND (f.sender = $2 OR r.issuer = $2)
            GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3""";
    private static final String CARRIED = """
            SELECT f.name, f.stated_day, f.records, f.amount_fen FROM card_file f
            WHERE f.business_day = $1 AND f.sender = $2 AND f.stated_day <> f.business_day ORDER BY f.id""";

    private static final String RECEIVABLE = "他方卡在本方受理（应收）";
    private static final String PAYABLE = "本方卡在他方受理（应付）";

    private final Institution own;
    private final List<Figure> figures = new ArrayList<>();

    private RecordFigures(Institution own) {
        this.own = own;
    }

    /** @param acquired at the institution's gates; else by its cards elsewhere */
    private record Cell(boolean acquired, Institution other, int industry, int kind, boolean late) {}

    private static final class Sum {
        private long records;
        private long amountFen;
        private long issuerFen;

        private void add(Sum other) {
            records += other.records;
            amountFen = Math.addExact(amountFen, other.amountFen);
            issuerFen = Math.addExact(issuerFen, other.issuerFen);
        }

        private long acquirerFen() {
            return amountFen - issuerFen;
        }
    }

    /** @param receivableFen what others owe for fares, and {@code payableFen} what the institution owes */
    record Result(long receivableFen, long payableFen, List<Figure> figures) {
        /** @param figures as they were made once */
        static Result of(List<Figure> figures) {
            return new Result(netFen(figures, RECEIVABLE), -netFen(figures, PAYABLE), figures);
        }

        private static long netFen(List<Figure> figures, String itemZh) {
            return figures.stream()
                    .filter(one -> one.section() == ReportSection.SUMMARY
                            && one.itemZh().equals(itemZh))
                    .findFirst()
                    .flatMap(Figure::netFen)
                    .orElseThrow(() -> new IllegalStateException("figures without " + itemZh));
        }
    }

    static Uni<Result> of(SqlClient client, Institution own, LocalDate day, Instant begins) {
        RecordFigures made = new RecordFigures(own);
        return client.preparedQuery(SUMS)
                .execute(Tuple.of(day, own.code(), begins.atOffset(ZoneOffset.UTC)))
                .invoke(made::addSums)
                .chain(() -> client.preparedQuery(CARRIED).execute(Tuple.of(day, own.code())))
                .invoke(made::addCarried)
                .chain(() -> client.preparedQuery(REASONS).execute(Tuple.of(day, own.code())))
                .invoke(made::addReasons)
                .map(rows -> Result.of(made.figures));
    }

    private void addSums(Iterable<Row> rows) {
        Map<Cell, Sum> cells = new LinkedHashMap<>();
        for (Row row : rows) {
            boolean acquired = row.getBoolean("acquired");
            Cell cell = new Cell(
                    acquired,
                    new Institution(row.getString(acquired ? "issuer" : "sender")),
                    row.getShort("industry"),
                    row.getShort("consume_kind"),
                    row.getBoolean("late"));
            Sum sum = new Sum();
            sum.records = row.getLong("records");
            sum.amountFen = row.getLong("amount_fen");
            sum.issuerFen = row.getLong("issuer_fen");
            cells.put(cell, sum);
        }
        summary(cells);
        details(cells, true);
        details(cells, false);
        late(cells);
    }

    private void summary(Map<Cell, Sum> cells) {
        Sum home = sum(cells, cell -> cell.acquired() && cell.other().equals(own));
        Sum acquired = sum(cells, cell -> cell.acquired() && !cell.other().equals(own));
        Sum issued = sum(cells, cell -> !cell.acquired());
        Optional<Boolean> any = Optional.empty();
        add(ReportSection.SUMMARY, "本方卡在本方受理", Optional.of(own), home, Optional.empty(), "不轧差", Role.ACQUIRED, any);
        add(
                ReportSection.SUMMARY,
                RECEIVABLE,
                Optional.empty(),
                acquired,
                Optional.of(acquired.acquirerFen()),
                "含手续费支出 " + Yuan.of(acquired.issuerFen) + " 元",
                Role.ACQUIRED,
                any);
        add(
                ReportSection.SUMMARY,
                PAYABLE,
                Optional.empty(),
                issued,
                Optional.of(-issued.acquirerFen()),
                "含手续费收入 " + Yuan.of(issued.issuerFen) + " 元",
                Role.ISSUED,
                any);
        Map<Institution, long[]> byOther = new TreeMap<>();
        cells.forEach((cell, sum) -> {
            if (!cell.other().equals(own)) {
                long[] net = byOther.computeIfAbsent(cell.other(), unknown -> new long[1]);
                net[0] = Math.addExact(net[0], cell.acquired() ? sum.acquirerFen() : -sum.acquirerFen());
            }
        });
        byOther.forEach((other, net) -> figures.add(new Figure(
                ReportSection.SUMMARY,
                "与对方轧差",
                Optional.of(other),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(net[0]),
                "仅票款",
                Optional.empty())));
    }

    private void details(Map<Cell, Sum> cells, boolean acquired) {
        Map<String, Cell> kinds = new TreeMap<>();
        cells.keySet().stream()
                .filter(cell -> cell.acquired() == acquired)
                .forEach(cell -> kinds.putIfAbsent(
                        cell.other() + String.format("|%03d|%03d", cell.industry(), cell.kind()), cell));
        for (Cell one : kinds.values()) {
            Sum sum = sum(
                    cells,
                    cell -> cell.acquired() == acquired
                            && cell.other().equals(one.other())
                            && cell.industry() == one.industry()
                            && cell.kind() == one.kind());
            boolean isHome = one.other().equals(own);
            figures.add(new Figure(
                    acquired ? ReportSection.ACQUIRED : ReportSection.ISSUED,
                    isHome ? "本方卡" : acquired ? "应收票款" : "应付票款",
                    Optional.of(one.other()),
                    OptionalInt.of(one.industry()),
                    OptionalInt.of(one.kind()),
                    Optional.of(sum.records),
                    Optional.of(sum.amountFen),
                    Optional.of(sum.issuerFen),
                    Optional.of(sum.acquirerFen()),
                    isHome ? Optional.empty() : Optional.of(acquired ? sum.acquirerFen() : -sum.acquirerFen()),
                    "",
                    Optional.of(new FigureTrace(
                            acquired ? Role.ACQUIRED : Role.ISSUED,
                            Optional.of(one.other()),
                            OptionalInt.of(one.industry()),
                            OptionalInt.of(one.kind()),
                            Optional.empty()))));
        }
    }

    private void late(Map<Cell, Sum> cells) {
        late(cells, "滞后交易（他方卡在本方受理）", true, false);
        late(cells, "滞后交易（本方卡在他方受理）", false, false);
        late(cells, "滞后交易（本方卡在本方受理）", true, true);
    }

    private void late(Map<Cell, Sum> cells, String itemZh, boolean acquired, boolean home) {
        Sum sum = sum(
                cells,
                cell -> cell.late()
                        && cell.acquired() == acquired
                        && cell.other().equals(own) == home);
        add(
                ReportSection.LATE,
                itemZh,
                home ? Optional.of(own) : Optional.empty(),
                sum,
                Optional.empty(),
                "发生在本营业日之前，已计入上列各项",
                acquired ? Role.ACQUIRED : Role.ISSUED,
                Optional.of(true));
    }

    private void add(
            ReportSection section,
            String itemZh,
            Optional<Institution> other,
            Sum sum,
            Optional<Long> netFen,
            String noteZh,
            Role role,
            Optional<Boolean> late) {
        figures.add(new Figure(
                section,
                itemZh,
                other,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(sum.records),
                Optional.of(sum.amountFen),
                Optional.of(sum.issuerFen),
                Optional.of(sum.acquirerFen()),
                netFen,
                noteZh,
                sum.records == 0
                        ? Optional.empty()
                        : Optional.of(new FigureTrace(role, other, OptionalInt.empty(), OptionalInt.empty(), late))));
    }

    private static Sum sum(Map<Cell, Sum> cells, Predicate<Cell> which) {
        Sum all = new Sum();
        cells.forEach((cell, sum) -> {
            if (which.test(cell)) {
                all.add(sum);
            }
        });
        return all;
    }

    private void addCarried(Iterable<Row> rows) {
        for (Row row : rows) {
            figures.add(plain(
                    ReportSection.LATE,
                    "顺延批次 " + row.getString("name"),
                    Optional.empty(),
                    row.getLong("records"),
                    Optional.of(row.getLong("amount_fen")),
                    "文件所述营业日 " + row.getLocalDate("stated_day") + " 已关闭"));
        }
    }

    private void addReasons(Iterable<Row> rows) {
        for (Row row : rows) {
            boolean acquired = row.getBoolean("acquired");
            RecordReason reason = RecordReason.valueOf(row.getString("reason"));
            figures.add(plain(
                    ReportSection.NOT_ACCEPTED,
                    (acquired ? "本方受理：" : "本方发卡：") + ChineseNames.of(reason),
                    Optional.ofNullable(row.getString("acquirer")).map(Institution::new),
                    row.getLong("records"),
                    Optional.ofNullable(row.getLong("amount_fen")),
                    (acquired ? "应答文件代码 " + reason.code() + "，" : "") + "逐笔见 exceptions?reason=" + reason));
        }
    }

    private static Figure plain(
            ReportSection section,
            String itemZh,
            Optional<Institution> other,
            long records,
            Optional<Long> amountFen,
            String noteZh) {
        return new Figure(
                section,
                itemZh,
                other,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(records),
                amountFen,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                noteZh,
                Optional.empty());
    }
}
