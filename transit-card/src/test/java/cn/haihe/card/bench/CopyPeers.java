package cn.haihe.card.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** How fast the same database takes rows as wide as a record by COPY alone, into tables of three kinds. */
final class CopyPeers {
    private static final int COLUMNS = 13;
    private static final int ROW = 2 + COLUMNS * 4 + 5 * 8 + 8 * 4;
    private static final int ROWS_IN_CHUNK = 16_384;

    private final DataSource database;
    private final int rows;

    CopyPeers(DataSource database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    double unloggedPerSecond() throws Exception {
        return perSecond("UNLOGGED", "");
    }

    double loggedPerSecond() throws Exception {
        return perSecond("", "");
    }

    double uniquePerSecond() throws Exception {
        return perSecond("", ", UNIQUE (card, counter)");
    }

    private double perSecond(String kind, String constraint) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE " + kind + " TABLE peer (card bigint, a bigint, b bigint, c bigint, d bigint,"
                    + " e integer, f integer, g integer, counter integer, h integer, i integer, j integer, k integer"
                    + constraint + ")");
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            SplittableRandom random = new SplittableRandom(1);
            for (int done = 0; done < rows; done += ROWS_IN_CHUNK) {
                copy(connection, random, Math.min(ROWS_IN_CHUNK, rows - done), done);
                connection.commit();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            statement.execute("DROP TABLE peer");
            connection.commit();
            return rows / seconds;
        }
    }

    private static void copy(Connection connection, SplittableRandom random, int count, int first) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(64 + count * ROW);
        buffer.put("PGCOPY\n".getBytes())
                .put((byte) 0xFF)
                .put("\r\n\0".getBytes())
                .putInt(0)
                .putInt(0);
        for (int row = 0; row < count; row++) {
            buffer.putShort((short) COLUMNS);
            buffer.putInt(8).putLong(3_104_910_200_000_000_000L + random.nextInt(2_100_000));
            for (int i = 0; i < 4; i++) {
                buffer.putInt(8).putLong(random.nextInt());
            }
            for (int i = 0; i < 3; i++) {
                buffer.putInt(4).putInt(i);
            }
            buffer.putInt(4).putInt(first + row);
            for (int i = 0; i < 4; i++) {
                buffer.putInt(4).putInt(i);
            }
        }
        buffer.putShort((short) -1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY peer FROM STDIN (FORMAT binary)");
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        copy.endCopy();
    }
}
