package cn.haihe.card.clearing.file;

import cn.haihe.card.clearing.file.Upload.Cleared;
import cn.haihe.card.clearing.file.Upload.State;
import cn.haihe.card.exchange.BatchFault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What institutions sent. The files themselves lie elsewhere. */
public final class Uploads {
    private static final String SELECT = """
            SELECT u.*, f.business_day, f.received_at AS registered_at, f.records, f.amount_fen,
                   c.accepted - s.contradicted AS accepted, c.rejected, c.suspended + s.contradicted AS suspended,
                   p.posted_at
            FROM card_upload u
            LEFT JOIN card_file f ON f.id = u.file_id
            LEFT JOIN LATERAL (SELECT coalesce(sum(accepted), 0)::bigint AS accepted,
                                      coalesce(sum(rejected), 0)::bigint AS rejected,
                                      coalesce(sum(suspended), 0)::bigint AS suspended
                               FROM card_chunk WHERE file_id = f.id) c ON true
            LEFT JOIN LATERAL (SELECT count(*) AS contradicted FROM card_suspension WHERE file_id = f.id) s ON true
            LEFT JOIN card_file_posting p ON p.file_id = f.id
            """;
    private static final String FIND = SELECT + "WHERE u.sender = $1 AND u.name = $2";
    private static final String LIST =
            SELECT + "WHERE ($1::text IS NULL OR u.sender = $1) AND u.sequence < $2 ORDER BY u.sequence DESC LIMIT $3";
    private static final String LIST_UNDONE =
            SELECT + "WHERE u.state <> 'REFUSED' AND p.file_id IS NULL ORDER BY u.sequence LIMIT $1";
    /** A refused one begins anew; of any other the first stands. */
    private static final String KEEP = """
            INSERT INTO card_upload (sender, name, state, bytes, sha256, received_at, received_by)
            VALUES ($1, $2, 'RECEIVED', $3, $4, $5, $6)
            ON CONFLICT (sender, name) DO UPDATE
            SET state = 'RECEIVED', bytes = excluded.bytes, sha256 = excluded.sha256, received_at = excluded.received_at,
                received_by = excluded.received_by, fault = NULL, detail = ''
            WHERE card_upload.state = 'REFUSED'""";

    private static final String VERIFIED = """
            UPDATE card_upload SET state = 'VERIFIED', file_id = $3, detail = ''
            WHERE sender = $1 AND name = $2 AND state = 'RECEIVED'""";
    private static final String REFUSED = """
            UPDATE card_upload SET state = 'REFUSED', fault = $3, detail = $4
            WHERE sender = $1 AND name = $2 AND state = 'RECEIVED'""";
    private static final String WAITING =
            "UPDATE card_upload SET detail = $3 WHERE sender = $1 AND name = $2 AND state <> 'REFUSED'";

    private final Pool pool;

    public Uploads(Pool pool) {
        this.pool = pool;
    }

    /** @return false where such a file was sent before and not refused: that one stands */
    public Uni<Boolean> keep(String sender, String name, long bytes, String sha256, Instant at, String by) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addString(sender)
                        .addString(name)
                        .addLong(bytes)
                        .addString(sha256)
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addString(by))
                .map(rows -> rows.rowCount() == 1);
    }

    public Uni<Void> setVerified(Upload upload, ReceivedFile file) {
        return change(VERIFIED, Tuple.of(upload.sender(), upload.name(), file.id()));
    }

    public Uni<Void> setRefused(Upload upload, BatchFault fault, String detail) {
        return change(REFUSED, Tuple.of(upload.sender(), upload.name(), fault.name(), detail));
    }

    /** It stays where it is; people can read what it waits for. */
    public Uni<Void> setWaiting(Upload upload, String detail) {
        return change(WAITING, Tuple.of(upload.sender(), upload.name(), detail));
    }

    private Uni<Void> change(String sql, Tuple tuple) {
        return pool.preparedQuery(sql).execute(tuple).replaceWithVoid();
    }

    public Uni<Optional<Upload>> find(String sender, String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(sender, name))
                .map(rows -> read(rows).stream().findFirst());
    }

    /**
     * The latest first.
     *
     * @param sender empty for everybody's
     * @param before {@link Upload#sequence} of the last that was seen
     */
    public Uni<List<Upload>> list(Optional<String> sender, long before, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addString(sender.orElse(null))
                        .addLong(before)
                        .addInteger(limit))
                .map(Uploads::read);
    }

    /** Those that are neither posted nor refused, the earliest first. */
    public Uni<List<Upload>> listUndone(int limit) {
        return pool.preparedQuery(LIST_UNDONE).execute(Tuple.of(limit)).map(Uploads::read);
    }

    private static List<Upload> read(RowSet<Row> rows) {
        List<Upload> uploads = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Optional<Cleared> cleared =
                    row.getInteger("file_id") == null ? Optional.empty() : Optional.of(cleared(row));
            uploads.add(new Upload(
                    row.getLong("sequence"),
                    row.getString("sender"),
                    row.getString("name"),
                    state(row.getString("state"), cleared),
                    row.getLong("bytes"),
                    row.getString("sha256"),
                    row.getOffsetDateTime("received_at").toInstant(),
                    Optional.ofNullable(row.getString("fault")).map(BatchFault::valueOf),
                    row.getString("detail"),
                    cleared));
        }
        return uploads;
    }

    private static Cleared cleared(Row row) {
        return new Cleared(
                row.getInteger("file_id"),
                row.getLocalDate("business_day"),
                row.getOffsetDateTime("registered_at").toInstant(),
                row.getLong("records"),
                row.getLong("amount_fen"),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getLong("suspended"),
                Optional.ofNullable(row.getOffsetDateTime("posted_at")).map(OffsetDateTime::toInstant));
    }

    private static State state(String stored, Optional<Cleared> cleared) {
        if (cleared.isEmpty()) {
            return State.valueOf(stored);
        }
        if (cleared.get().postedAt().isPresent()) {
            return State.POSTED;
        }
        long done = cleared.get().accepted()
                + cleared.get().rejected()
                + cleared.get().suspended();
        return done > 0 ? State.CLEARING : State.VERIFIED;
    }
}
