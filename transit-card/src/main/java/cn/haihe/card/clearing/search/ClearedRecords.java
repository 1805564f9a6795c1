package cn.haihe.card.clearing.search;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/** Records by their file and line, as long as their day lies in the database. */
public final class ClearedRecords {
    /** For other queries over the same columns: {@code f} is the file, {@code r} the record, {@code x} its exception. */
    public static final String COLUMNS = """
            SELECT f.id AS file_id, r.line, f.business_day, f.sender, f.name, r.issuer, r.card, r.counter, r.occurred_at,
                   r.amount_fen, r.issuer_fen, r.industry, r.consume_kind, x.reason,
                   (SELECT d.accepted FROM card_record_decision d WHERE d.file_id = f.id AND d.line = r.line
                    ORDER BY d.step DESC LIMIT 1) AS decision
            FROM card_file f
            JOIN card_record r ON r.business_day = f.business_day AND r.file_id = f.id
            LEFT JOIN card_exception x ON x.file_id = r.file_id AND x.line = r.line
            """;

    private static final String FIND = COLUMNS + "WHERE f.id = $1 AND r.line = $2";

    private final Pool pool;

    public ClearedRecords(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<ClearedRecord>> find(int fileId, int line) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(fileId, line))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    /** @param row of {@link #COLUMNS} */
    public static ClearedRecord read(Row row) {
        return new ClearedRecord(
                row.getInteger("file_id"),
                row.getInteger("line"),
                row.getLocalDate("business_day"),
                new Institution(row.getString("sender")),
                row.getString("name"),
                new Institution(row.getString("issuer")),
                row.getLong("card"),
                row.getInteger("counter"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getLong("amount_fen"),
                row.getLong("issuer_fen"),
                row.getShort("industry"),
                row.getShort("consume_kind"),
                Optional.ofNullable(row.getString("reason")).map(RecordReason::valueOf),
                Optional.ofNullable(row.getBoolean("decision")));
    }
}
