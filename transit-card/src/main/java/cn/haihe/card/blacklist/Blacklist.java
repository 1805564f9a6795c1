package cn.haihe.card.blacklist;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.CardNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cards that nobody is to take, versioned: acquirers fetch it whole or what changed since their version, and say which
 * version their terminals have.
 */
public final class Blacklist {
    private static final String CHANGE = """
            INSERT INTO card_blacklist_change (card, listed, effective_at, told_by, reason)
            SELECT card, listed, at, $4, reason
            FROM unnest($1::bigint[], $2::boolean[], $3::timestamptz[], $5::text[]) AS n (card, listed, at, reason)
            RETURNING version""";
    private static final String SINCE = """
            SELECT version, card, listed, effective_at, reason FROM card_blacklist_change
            WHERE version > $1 ORDER BY version LIMIT $2""";
    private static final String WHOLE = """
            SELECT version, card, listed, effective_at, reason
            FROM (SELECT DISTINCT ON (card) * FROM card_blacklist_change
                  WHERE card > $1 AND version <= $3 ORDER BY card, effective_at DESC, version DESC) AS newest
            WHERE listed ORDER BY card LIMIT $2""";
    private static final String ALL =
            "SELECT card, listed, effective_at FROM card_blacklist_change ORDER BY card, effective_at, version";
    private static final String ACKNOWLEDGE = """
            INSERT INTO card_blacklist_acknowledgement (institution, version, at) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING""";
    private static final String OVERDUE = """
            SELECT i.code FROM unnest($1::text[]) AS i (code)
            WHERE coalesce((SELECT max(a.version) FROM card_blacklist_acknowledgement a WHERE a.institution = i.code), 0)
                  < coalesce((SELECT max(c.version) FROM card_blacklist_change c WHERE c.effective_at <= $2), 0)
            ORDER BY i.code""";
    private static final String VERSION = "SELECT coalesce(max(version), 0) FROM card_blacklist_change";

    private final Pool pool;
    private final Duration grace;
    private final Clock clock;

    /** @param grace how long after a change terminals need not know it yet */
    public Blacklist(Pool pool, Duration grace, Clock clock) {
        this.pool = pool;
        this.grace = grace;
        this.clock = clock;
    }

    /** Takes changes in their order; one that is dated earlier than now takes effect now. @return the version they make */
    public Uni<Long> change(List<BlacklistChange> changes, String by) {
        Instant now = clock.instant();
        Tuple tuple = Tuple.tuple()
                .addArrayOfLong(changes.stream()
                        .map(change -> Long.parseLong(change.card().digits()))
                        .toArray(Long[]::new))
                .addArrayOfBoolean(changes.stream().map(BlacklistChange::listed).toArray(Boolean[]::new))
                .addArrayOfOffsetDateTime(changes.stream()
                        .map(change -> change.effectiveAt().isBefore(now) ? now : change.effectiveAt())
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addString(by)
                .addArrayOfString(changes.stream().map(BlacklistChange::reason).toArray(String[]::new));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(CHANGE)
                .execute(tuple)
                .chain(() -> transaction
                        .query(VERSION)
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))));
    }

    public Uni<Long> version() {
        return pool.query(VERSION).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    /** What changed since a version, the oldest first. */
    public Uni<List<BlacklistChange>> listSince(long version, int limit) {
        return pool.preparedQuery(SINCE).execute(Tuple.of(version, limit)).map(Blacklist::changes);
    }

    /**
     * The cards that a version lists, by their number.
     *
     * @param afterCard the last card of the page before, 0 for the first
     */
    public Uni<List<BlacklistChange>> listWhole(long version, long afterCard, int limit) {
        return pool.preparedQuery(WHOLE)
                .execute(Tuple.of(afterCard, limit, version))
                .map(Blacklist::changes);
    }

    public Uni<Void> acknowledge(Institution institution, long version) {
        return pool.preparedQuery(ACKNOWLEDGE)
                .execute(Tuple.of(institution.code(), version, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Those of the acquirers whose terminals lack a change that took effect longer ago than terminals have time. */
    public Uni<List<Institution>> listOverdue(List<Institution> acquirers) {
        String[] codes = acquirers.stream().map(Institution::code).toArray(String[]::new);
        OffsetDateTime due = clock.instant().minus(grace).atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(OVERDUE)
                .execute(Tuple.tuple().addArrayOfString(codes).addOffsetDateTime(due))
                .map(rows -> {
                    List<Institution> overdue = new ArrayList<>();
                    rows.forEach(row -> overdue.add(new Institution(row.getString(0))));
                    return overdue;
                });
    }

    /** As records are held against it: a spell begins when terminals must know of it. */
    public Uni<ListedCards> load() {
        return pool.query(ALL).execute().map(rows -> {
            Spells spells = new Spells(rows.size());
            for (Row row : rows) {
                long at = row.getOffsetDateTime("effective_at").toEpochSecond();
                spells.add(row.getLong("card"), row.getBoolean("listed"), at, grace.toSeconds());
            }
            return spells.listed();
        });
    }

    private static List<BlacklistChange> changes(RowSet<Row> rows) {
        List<BlacklistChange> changes = new ArrayList<>(rows.size());
        for (Row row : rows) {
            changes.add(new BlacklistChange(
                    row.getLong("version"),
                    new CardNumber(String.valueOf(row.getLong("card"))),
                    row.getBoolean("listed"),
                    row.getOffsetDateTime("effective_at").toInstant(),
                    row.getString("reason")));
        }
        return changes;
    }

    private static final class Spells {
        private final long[] card;
        private final long[] from;
        private final long[] until;
        private int count;

        Spells(int most) {
            card = new long[most];
            from = new long[most];
            until = new long[most];
        }

        void add(long number, boolean listed, long at, long graceSeconds) {
            boolean isOpen = count > 0 && card[count - 1] == number && until[count - 1] == Long.MAX_VALUE;
            if (listed && !isOpen) {
                card[count] = number;
                from[count] = at + graceSeconds;
                until[count++] = Long.MAX_VALUE;
            } else if (!listed && isOpen) {
                until[count - 1] = at;
            }
        }

        ListedCards listed() {
            return new ListedCards(Arrays.copyOf(card, count), Arrays.copyOf(from, count), Arrays.copyOf(until, count));
        }
    }
}
