package cn.haihe.card.clearing.file;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Which batch files were received. A sender's name for a batch stands for the same content for ever. */
public final class FileRegister {
    private static final String INSERT = """
            INSERT INTO card_file (sender, name, stated_day, business_day, digest, records, amount_fen, received_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO NOTHING""";
    private static final String FIND = """
            SELECT f.id, f.business_day, f.digest, f.records, f.received_at, r.file_id IS NOT NULL AS refused
            FROM card_file f LEFT JOIN card_file_refusal r ON r.file_id = f.id
            WHERE f.sender = $1 AND f.name = $2""";

    private final Pool pool;
    private final BusinessDays days;

    public FileRegister(Pool pool, BusinessDays days) {
        this.pool = pool;
        this.days = days;
    }

    /**
     * Registers a file that was verified, or finds it where it was registered before.
     *
     * <p>Fails with {@link FileConflictException} where its name was used for another content, or for a file that is cleared on no
     * day.
     *
     * @param now when it was received
     * @param path where the file lies for as long as it is not cleared
     */
    public Uni<ReceivedFile> register(Path path, BatchHeader header, BatchTrailer trailer, Instant now) {
        return pool.withTransaction(transaction -> find(transaction, path, header, trailer)
                .onItem()
                .ifNull()
                .switchTo(() -> days.lockDayFor(transaction, header.businessDay(), now)
                        .chain(day -> insert(transaction, header, trailer, day, now))
                        .chain(() -> find(transaction, path, header, trailer))));
    }

    private static Uni<Void> insert(
            SqlConnection transaction, BatchHeader header, BatchTrailer trailer, LocalDate day, Instant now) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addString(header.sender())
                        .addString(header.name())
                        .addLocalDate(header.businessDay())
                        .addLocalDate(day)
                        .addString(trailer.digest())
                        .addLong(trailer.records())
                        .addLong(trailer.amountFen())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Uni<ReceivedFile> find(
            SqlConnection transaction, Path path, BatchHeader header, BatchTrailer trailer) {
        return transaction
                .preparedQuery(FIND)
                .execute(Tuple.of(header.sender(), header.name()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    if (!row.getString("digest").equals(trailer.digest()) || row.getBoolean("refused")) {
                        throw new FileConflictException(header);
                    }
                    return new ReceivedFile(
                            row.getInteger("id"),
                            path,
                            new Institution(header.sender()),
                            row.getLocalDate("business_day"),
                            row.getLong("records"),
                            row.getOffsetDateTime("received_at").toInstant());
                });
    }

    /** Knows which business days are open. */
    @FunctionalInterface
    public interface BusinessDays {
        /**
         * The day on which a file is cleared that states this one: the same where it is open and the file came before its
         * cut-off, else the day that is. It stays
         * open until the transaction ends.
         */
        Uni<LocalDate> lockDayFor(SqlConnection transaction, LocalDate stated, Instant receivedAt);
    }
}
