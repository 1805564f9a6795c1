package cn.haihe.card.lists;

import cn.haihe.card.contract.Institution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A list of which every change makes a version: who tells changes gets the version that they make, acquirers say which version
 * their terminals have. Tellers wait for each other, so that versions have no gap and appear in their order.
 */
public final class PublishedList {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_list'), $1)";
    private static final String FIND_BATCH = """
            SELECT version, published_at, digest FROM card_list_version
            WHERE list = $1 AND told_by = $2 AND batch = $3""";
    private static final String CURRENT =
            "SELECT version, published_at FROM card_list_version WHERE list = $1 ORDER BY version DESC LIMIT 1";
    private static final String FIND =
            "SELECT version, published_at FROM card_list_version WHERE list = $1 AND version = $2";
    private static final String INSERT_VERSION = """
            INSERT INTO card_list_version (list, version, told_by, batch, digest, changes, published_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String INSERT_CHANGES = """
            INSERT INTO card_list_change (list, version, subject, listed, effective_at, reason)
            SELECT $1, $2, subject, listed, at, reason
            FROM unnest($3::bigint[], $4::boolean[], $5::timestamptz[], $6::text[]) AS n (subject, listed, at, reason)""";
    private static final String ACKNOWLEDGE = """
            INSERT INTO card_list_acknowledgement (list, institution, version, at)
            SELECT $1, $2, version, $4 FROM card_list_version WHERE list = $1 AND version = $3
            ON CONFLICT DO NOTHING""";
    private static final String LAG = """
            SELECT i.code, a.version, a.at, v.published_at AS behind_since
            FROM unnest($2::text[]) AS i (code)
            LEFT JOIN LATERAL (SELECT version, at FROM card_list_acknowledgement
                               WHERE list = $1 AND institution = i.code ORDER BY version DESC LIMIT 1) a ON true
            LEFT JOIN card_list_version v ON v.list = $1 AND v.version = coalesce(a.version, 0) + 1
            ORDER BY i.code""";
    private static final String COUNT_SINCE =
            "SELECT coalesce(sum(changes), 0)::bigint FROM card_list_version WHERE list = $1 AND version > $2";

    private final Pool pool;
    private final ListKind kind;
    private final Clock clock;

    public PublishedList(Pool pool, ListKind kind, Clock clock) {
        this.pool = pool;
        this.kind = kind;
        this.clock = clock;
    }

    public ListKind kind() {
        return kind;
    }

    /** @param isNew false where the same was told before */
    public record Published(ListVersion version, boolean isNew) {}

    /**
     * Publishes changes as the next version; the same batch again changes nothing. A change that is dated earlier than it is
     * published takes effect as it is published.
     *
     * <p>Fails with {@link BatchConflictException} where the teller used the name for other changes.
     *
     * @param changes at least one, each of another subject
     * @param batch the teller's own name for them
     */
    public Uni<Published> publish(List<ListChange> changes, String teller, String batch) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a version changes something");
        }
        String digest = digest(changes);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(kind.number()))
                .chain(() -> transaction.preparedQuery(FIND_BATCH).execute(Tuple.of(kind.number(), teller, batch)))
                .chain(known -> {
                    if (known.size() == 0) {
                        return publishNext(transaction, changes, teller, batch, digest);
                    }
                    Row row = known.iterator().next();
                    if (!row.getString("digest").equals(digest)) {
                        throw new BatchConflictException(teller, batch);
                    }
                    return Uni.createFrom().item(new Published(version(row), false));
                }));
    }

    private Uni<Published> publishNext(
            SqlConnection transaction, List<ListChange> changes, String teller, String batch, String digest) {
        return getCurrent(transaction).chain(last -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Instant at = now.isBefore(last.publishedAt()) ? last.publishedAt() : now;
            ListVersion next = new ListVersion(last.number() + 1, at);
            return transaction
                    .preparedQuery(INSERT_VERSION)
                    .execute(Tuple.tuple()
                            .addInteger(kind.number())
                            .addLong(next.number())
                            .addString(teller)
                            .addString(batch)
                            .addString(digest)
                            .addInteger(changes.size())
                            .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                    .chain(() -> transaction.preparedQuery(INSERT_CHANGES).execute(columns(changes, next)))
                    .replaceWith(new Published(next, true));
        });
    }

    private Tuple columns(List<ListChange> changes, ListVersion version) {
        return Tuple.tuple()
                .addInteger(kind.number())
                .addLong(version.number())
                .addArrayOfLong(changes.stream().map(ListChange::subject).toArray(Long[]::new))
                .addArrayOfBoolean(changes.stream().map(ListChange::listed).toArray(Boolean[]::new))
                .addArrayOfOffsetDateTime(changes.stream()
                        .map(change -> change.effectiveAt().isBefore(version.publishedAt())
                                ? version.publishedAt()
                                : change.effectiveAt())
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(
                        changes.stream().map(change -> change.reason().code()).toArray(String[]::new));
    }

    public Uni<ListVersion> getCurrent() {
        return getCurrent(pool);
    }

    private Uni<ListVersion> getCurrent(SqlClient client) {
        return client.preparedQuery(CURRENT)
                .execute(Tuple.of(kind.number()))
                .map(rows -> rows.size() == 0
                        ? ListVersion.NONE
                        : version(rows.iterator().next()));
    }

    /** Version 0 is there always. */
    public Uni<Optional<ListVersion>> find(long version) {
        return version == 0
                ? Uni.createFrom().item(Optional.of(ListVersion.NONE))
                : pool.preparedQuery(FIND)
                        .execute(Tuple.of(kind.number(), version))
                        .map(rows -> rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(version(rows.iterator().next())));
    }

    public Uni<Long> countChangesSince(long version) {
        return pool.preparedQuery(COUNT_SINCE)
                .execute(Tuple.of(kind.number(), version))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * An acquirer's terminals have this version from now on.
     *
     * @return false where there is no such version, or this was said before
     */
    public Uni<Boolean> acknowledge(Institution acquirer, long version) {
        return pool.preparedQuery(ACKNOWLEDGE)
                .execute(Tuple.of(
                        kind.number(), acquirer.code(), version, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** How far each of these is, by its code. */
    public Uni<List<ListLag>> listLag(Collection<Institution> acquirers) {
        String[] codes = acquirers.stream().map(Institution::code).toArray(String[]::new);
        return pool.preparedQuery(LAG)
                .execute(Tuple.tuple().addInteger(kind.number()).addArrayOfString(codes))
                .map(rows -> {
                    List<ListLag> lags = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        Long acknowledged = row.getLong("version");
                        lags.add(new ListLag(
                                new Institution(row.getString("code")),
                                acknowledged == null ? 0 : acknowledged,
                                instant(row, "at"),
                                instant(row, "behind_since")));
                    }
                    return lags;
                });
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static ListVersion version(Row row) {
        return new ListVersion(
                row.getLong("version"), row.getOffsetDateTime("published_at").toInstant());
    }

    private static String digest(List<ListChange> changes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ListChange change : changes) {
                String text = change.subject() + "|" + change.listed() + "|" + change.effectiveAt() + "|"
                        + change.reason().code() + "\n";
                digest.update(text.getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
