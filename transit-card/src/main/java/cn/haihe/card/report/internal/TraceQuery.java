package cn.haihe.card.report.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.report.FigureTrace;
import cn.haihe.card.report.FigureTrace.Role;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The condition of a figure's records, the same for all that looks behind it. */
final class TraceQuery {
    /** {@code f} is the file, {@code r} the record. */
    static final String WHERE = """
            WHERE r.business_day = $1
              AND (CASE WHEN $3 THEN f.sender ELSE r.issuer END) = $2
              AND (f.sender <> r.issuer OR $4 = $2)
              AND ($4::text IS NULL OR (CASE WHEN $3 THEN r.issuer ELSE f.sender END) = $4)
              AND ($5::smallint IS NULL OR r.industry = $5)
              AND ($6::smallint IS NULL OR r.consume_kind = $6)
              AND ($7::boolean IS NULL OR (r.occurred_at < $8) = $7)
              AND NOT EXISTS (SELECT 1 FROM card_exception n WHERE n.file_id = r.file_id AND n.line = r.line)
            """;

    private TraceQuery() {}

    static Tuple tuple(Institution institution, LocalDate day, Instant begins, FigureTrace trace) {
        Tuple tuple = Tuple.tuple()
                .addLocalDate(day)
                .addString(institution.code())
                .addBoolean(trace.role() == Role.ACQUIRED)
                .addString(trace.counterparty().map(Institution::code).orElse(null));
        tuple = trace.industry().isPresent()
                ? tuple.addShort((short) trace.industry().getAsInt())
                : tuple.addShort(null);
        tuple = trace.kind().isPresent() ? tuple.addShort((short) trace.kind().getAsInt()) : tuple.addShort(null);
        return tuple.addBoolean(trace.late().orElse(null)).addOffsetDateTime(begins.atOffset(ZoneOffset.UTC));
    }
}
