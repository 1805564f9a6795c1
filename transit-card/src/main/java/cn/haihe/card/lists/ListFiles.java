package cn.haihe.card.lists;

import cn.haihe.card.exchange.ListFileWriter;
import cn.haihe.card.exchange.ListHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Lists as files that the centre signs, streamed: memory does not grow with the list. What a version is never changes, so it is
 * the same lines whenever it is asked for. Blocks.
 */
public final class ListFiles {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Of each subject the change that holds as the version is published, where it lists it, and all that come later. */
    private static final String WHOLE = """
            SELECT subject, listed, extract(epoch FROM effective_at)::bigint, reason
            FROM (SELECT subject, listed, effective_at, version, reason,
                         lead(effective_at) OVER (PARTITION BY subject ORDER BY effective_at, version) AS next
                  FROM card_list_change WHERE list = ? AND version <= ?) AS spelled
            WHERE effective_at > ? OR listed AND (next IS NULL OR next > ?)
            ORDER BY subject, effective_at, version""";

    private static final String SINCE = """
            SELECT subject, listed, extract(epoch FROM effective_at)::bigint, reason FROM card_list_change
            WHERE list = ? AND version > ? AND version <= ? ORDER BY version, subject""";

    private final DataSource database;
    private final String privateKey;
    private final int keyVersion;

    public ListFiles(DataSource database, String privateKey, int keyVersion) {
        this.database = database;
        this.privateKey = privateKey;
        this.keyVersion = keyVersion;
    }

    public void writeWhole(ListKind kind, ListVersion version, OutputStream out) throws IOException, SQLException {
        write(kind, ListVersion.NONE, version, out, WHOLE, statement -> {
            statement.setInt(1, kind.number());
            statement.setLong(2, version.number());
            statement.setObject(3, version.publishedAt().atZone(CHINA).toOffsetDateTime());
            statement.setObject(4, version.publishedAt().atZone(CHINA).toOffsetDateTime());
        });
    }

    /** What changed since a version, the earliest first. */
    public void writeSince(ListKind kind, ListVersion since, ListVersion version, OutputStream out)
            throws IOException, SQLException {
        write(kind, since, version, out, SINCE, statement -> {
            statement.setInt(1, kind.number());
            statement.setLong(2, since.number());
            statement.setLong(3, version.number());
        });
    }

    private void write(
            ListKind kind,
            ListVersion since,
            ListVersion version,
            OutputStream out,
            String query,
            Parameters parameters)
            throws IOException, SQLException {
        LocalDateTime publishedAt = LocalDateTime.ofInstant(version.publishedAt(), CHINA);
        ListFileWriter writer =
                new ListFileWriter(out, new ListHeader(kind.name(), since.number(), version.number(), publishedAt));
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(ROWS_AT_ONCE);
                parameters.set(statement);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        writer.write(rows.getLong(1), rows.getBoolean(2), rows.getLong(3), rows.getString(4));
                    }
                }
            }
            connection.rollback();
        }
        writer.finish(privateKey, keyVersion);
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
