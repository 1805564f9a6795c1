package cn.haihe.card.blacklist;

import cn.haihe.card.contract.Institution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The blacklist as records are held against it: by the moment of the fare, and by what its acquirer's terminals could know then.
 * Keeps in memory what it read, and reads only what came since. Blocks; any thread.
 */
public final class Blacklist {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final String CURRENT =
            "SELECT coalesce(max(version), 0), coalesce(sum(changes) FILTER (WHERE version > ?), 0) "
                    + "FROM card_list_version WHERE list = 1";
    private static final String CHANGES = """
            SELECT subject, extract(epoch FROM effective_at)::bigint, listed, version FROM card_list_change
            WHERE list = 1 AND version > ? AND version <= ? ORDER BY subject, effective_at, version""";
    /** Of each version when it was published, and when the acquirer first said that it has it or a later one. */
    private static final String KNOWN = """
            SELECT extract(epoch FROM v.published_at)::bigint,
                   extract(epoch FROM min(a.at) OVER (ORDER BY v.version DESC))
            FROM card_list_version v
            LEFT JOIN card_list_acknowledgement a ON a.list = v.list AND a.version = v.version AND a.institution = ?
            WHERE v.list = 1 AND v.version <= ? ORDER BY v.version""";

    private final DataSource database;
    private final LossRule rule;
    private final Duration grace;
    private CardHistory history = CardHistory.NONE;

    /** @param grace how long after a change was published terminals need not know it, where the rule asks */
    public Blacklist(DataSource database, LossRule rule, Duration grace) {
        this.database = database;
        this.rule = rule;
        this.grace = grace;
    }

    /** As it is known now, for fares that this acquirer took. */
    public ListedCards load(Institution acquirer) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            CardHistory now = current(connection);
            ListedCards cards = new ListedCards(now, bornFrom(connection, acquirer, now.version));
            connection.rollback();
            return cards;
        }
    }

    private synchronized CardHistory current(Connection connection) throws SQLException {
        try (PreparedStatement current = connection.prepareStatement(CURRENT)) {
            current.setLong(1, history.version);
            try (ResultSet row = current.executeQuery()) {
                row.next();
                long version = row.getLong(1);
                if (version > history.version) {
                    CardHistory later = read(connection, version, row.getInt(2));
                    history = history.size == 0 ? later : history.with(later);
                }
            }
        }
        return history;
    }

    private CardHistory read(Connection connection, long version, int changes) throws SQLException {
        CardHistory read = new CardHistory(version, changes);
        try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setLong(1, history.version);
            select.setLong(2, version);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    read.add(rows.getLong(1), rows.getLong(2), rows.getBoolean(3), rows.getInt(4));
                }
            }
        }
        return read;
    }

    private long[] bornFrom(Connection connection, Institution acquirer, long version) throws SQLException {
        long[] from = new long[(int) version];
        try (PreparedStatement known = connection.prepareStatement(KNOWN)) {
            known.setString(1, acquirer.code());
            known.setLong(2, version);
            try (ResultSet rows = known.executeQuery()) {
                for (int place = 0; rows.next(); place++) {
                    double at = rows.getDouble(2);
                    long acknowledged = rows.wasNull() ? Long.MAX_VALUE : (long) Math.ceil(at);
                    from[place] = bornFrom(rows.getLong(1), acknowledged);
                }
            }
        }
        return from;
    }

    private long bornFrom(long published, long acknowledged) {
        return switch (rule) {
            case ACQUIRER_AT_ONCE -> published;
            case ISSUER_UNTIL_GRACE -> published + grace.toSeconds();
            case ISSUER_UNTIL_ACKNOWLEDGED -> Math.min(acknowledged, published + grace.toSeconds());
        };
    }
}
