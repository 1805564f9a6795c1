package cn.haihe.card.report.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.report.Figure;
import cn.haihe.card.report.FigureTrace;
import cn.haihe.card.report.ReportSection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@link RecordFigures} made of a day before its records left the database. */
final class KeptFigures {
    private static final String INSERT = """
            INSERT INTO card_kept_figure (business_day, institution, place, section, item_zh, counterparty, industry, kind,
                                          records, amount_fen, issuer_fen, acquirer_fen, net_fen, note_zh, trace)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING""";
    private static final String FIND =
            "SELECT * FROM card_kept_figure WHERE business_day = $1 AND institution = $2 ORDER BY place";

    private KeptFigures() {}

    /** All of an institution's day or nothing, within the caller's transaction; what was kept before stays. */
    static Uni<Void> keep(SqlClient transaction, Institution own, LocalDate day, List<Figure> figures) {
        List<Tuple> tuples = new ArrayList<>(figures.size());
        for (Figure figure : figures) {
            tuples.add(Tuple.tuple()
                    .addLocalDate(day)
                    .addString(own.code())
                    .addInteger(tuples.size())
                    .addString(figure.section().name())
                    .addString(figure.itemZh())
                    .addString(figure.counterparty().map(Institution::code).orElse(null))
                    .addInteger(orNull(figure.industry()))
                    .addInteger(orNull(figure.consumeKind()))
                    .addLong(figure.records().orElse(null))
                    .addLong(figure.amountFen().orElse(null))
                    .addLong(figure.issuerFen().orElse(null))
                    .addLong(figure.acquirerFen().orElse(null))
                    .addLong(figure.netFen().orElse(null))
                    .addString(figure.noteZh())
                    .addString(figure.trace().map(FigureTrace::toQuery).orElse(null)));
        }
        return transaction.preparedQuery(INSERT).executeBatch(tuples).replaceWithVoid();
    }

    /** Empty where the day left the database before figures were kept, or the institution had no part in it. */
    static Uni<Optional<RecordFigures.Result>> find(SqlClient client, Institution own, LocalDate day) {
        return client.preparedQuery(FIND).execute(Tuple.of(day, own.code())).map(rows -> {
            List<Figure> figures = new ArrayList<>(rows.size());
            rows.forEach(row -> figures.add(figure(row)));
            return figures.isEmpty() ? Optional.empty() : Optional.of(RecordFigures.Result.of(figures));
        });
    }

    private static Figure figure(Row row) {
        return new Figure(
                ReportSection.valueOf(row.getString("section")),
                row.getString("item_zh"),
                Optional.ofNullable(row.getString("counterparty")).map(Institution::new),
                number(row.getInteger("industry")),
                number(row.getInteger("kind")),
                Optional.ofNullable(row.getLong("records")),
                Optional.ofNullable(row.getLong("amount_fen")),
                Optional.ofNullable(row.getLong("issuer_fen")),
                Optional.ofNullable(row.getLong("acquirer_fen")),
                Optional.ofNullable(row.getLong("net_fen")),
                row.getString("note_zh"),
                Optional.ofNullable(row.getString("trace")).map(FigureTrace::ofQuery));
    }

    private static OptionalInt number(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
