package cn.haihe.card.clearing.search;

import cn.haihe.card.clearing.search.FoundRecord.Archived;
import cn.haihe.card.clearing.search.FoundRecord.Fate;
import cn.haihe.card.clearing.search.FoundRecord.Kept;
import cn.haihe.card.clearing.search.FoundRecord.Origin;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Optional;

/** Finds a record by its card and that card's counter, among any number of days. */
public final class RecordSearch {
    /** The day is known by the file, so that one partition alone is looked into. */
    private static final String SELECT = """
            SELECT f.sender, f.name, k.file_id, k.line, f.business_day, a.file AS archive, a.digest,
                   r.issuer, r.occurred_at, r.amount_fen, r.issuer_fen, r.psam, r.psam_sequence, x.reason,
                   d.accepted AS decision, d.issuer_fen AS decided_issuer_fen
            """;

    private static final String WHERE_IT_LIES = """
            JOIN card_file f ON f.id = k.file_id
            LEFT JOIN card_archive a ON a.business_day = f.business_day
            LEFT JOIN LATERAL (SELECT * FROM card_record r
                               WHERE r.business_day = f.business_day AND r.file_id = k.file_id AND r.line = k.line
                               LIMIT 1) r ON true
            LEFT JOIN card_exception x ON x.file_id = k.file_id AND x.line = k.line
            LEFT JOIN LATERAL (SELECT d.accepted, (SELECT a.issuer_fen FROM card_adjustment a
                                                   WHERE a.cause = d.cause AND a.file_id = d.file_id AND a.line = d.line
                                                   ORDER BY a.id DESC LIMIT 1) AS issuer_fen
                               FROM card_record_decision d WHERE d.file_id = k.file_id AND d.line = k.line
                               ORDER BY d.step DESC LIMIT 1) d ON true
            """;
    private static final String BY_CARD =
            SELECT + "FROM card_key k\n" + WHERE_IT_LIES + "WHERE k.card = $1 AND k.counter = $2";
    private static final String BY_PLACE =
            SELECT + "FROM (SELECT $1::integer AS file_id, $2::integer AS line) k\n" + WHERE_IT_LIES;
    private static final String ARCHIVE = "SELECT file FROM card_archive WHERE business_day = $1";

    private final Pool pool;

    public RecordSearch(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param card its number
     * @param counter of the card, 0 to 65,535
     */
    public Uni<Optional<FoundRecord>> find(long card, int counter) {
        return find(BY_CARD, Tuple.of(card, counter));
    }

    /** @param line of the file, from 1 */
    public Uni<Optional<FoundRecord>> findAt(int fileId, int line) {
        return find(BY_PLACE, Tuple.of(fileId, line));
    }

    private Uni<Optional<FoundRecord>> find(String sql, Tuple tuple) {
        return pool.preparedQuery(sql)
                .execute(tuple)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    /** The archive's file that holds a day's records; empty while they lie in the database. */
    public Uni<Optional<String>> findArchive(LocalDate day) {
        return pool.preparedQuery(ARCHIVE)
                .execute(Tuple.of(day))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
    }

    private static FoundRecord read(Row row) {
        Origin origin = new Origin(
                new Institution(row.getString("sender")),
                row.getString("name"),
                row.getInteger("line"),
                row.getLocalDate("business_day"));
        Fate fate = new Fate(
                Optional.ofNullable(row.getString("reason")).map(RecordReason::valueOf),
                Optional.ofNullable(row.getBoolean("decision")),
                Optional.ofNullable(row.getLong("decided_issuer_fen")));
        if (row.getLong("amount_fen") == null) {
            return new Archived(
                    origin, row.getString("archive"), row.getString("digest"), row.getInteger("file_id"), fate);
        }
        return new Kept(
                origin,
                new Institution(row.getString("issuer")),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getLong("amount_fen"),
                fate.issuerFen(row.getLong("issuer_fen")),
                row.getLong("psam"),
                Integer.toUnsignedLong(row.getInteger("psam_sequence")),
                fate.exception(),
                fate.decision());
    }
}
