package cn.haihe.card.clearing.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format, gathered in memory and sent at once; used again and again. */
final class CopyBuffer {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final long POSTGRES_EPOCH_SECOND = 946_684_800L;
    private static final long POSTGRES_EPOCH_DAY = 10_957L;
    private static final int LONGEST_FIXED_FIELD = 12;

    private final String statement;
    private final int columns;
    private byte[] bytes = new byte[1 << 20];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int rows;

    /** @param table with its columns in parentheses */
    CopyBuffer(String table, int columns) {
        statement = "COPY " + table + " FROM STDIN (FORMAT binary)";
        this.columns = columns;
        clear();
    }

    /** Forgets the rows gathered so far. */
    void clear() {
        buffer.clear();
        buffer.put(SIGNATURE).putInt(0).putInt(0);
        rows = 0;
    }

    CopyBuffer row() {
        room(Short.BYTES + columns * LONGEST_FIXED_FIELD);
        buffer.putShort((short) columns);
        rows++;
        return this;
    }

    private void room(int needed) {
        if (buffer.remaining() < needed) {
            int position = buffer.position();
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + needed));
            buffer = ByteBuffer.wrap(bytes).position(position);
        }
    }

    CopyBuffer put(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
        return this;
    }

    CopyBuffer put(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
        return this;
    }

    CopyBuffer put(short value) {
        buffer.putInt(Short.BYTES).putShort(value);
        return this;
    }

    CopyBuffer put(LocalDate day) {
        return put((int) (day.toEpochDay() - POSTGRES_EPOCH_DAY));
    }

    /** As a timestamp with time zone. */
    CopyBuffer putSecond(long epochSecond) {
        return put((epochSecond - POSTGRES_EPOCH_SECOND) * 1_000_000);
    }

    CopyBuffer put(byte[] utf8) {
        room(Integer.BYTES + utf8.length + columns * LONGEST_FIXED_FIELD);
        buffer.putInt(utf8.length).put(utf8);
        return this;
    }

    CopyBuffer putNull() {
        buffer.putInt(-1);
        return this;
    }

    int rows() {
        return rows;
    }

    /** Sends all rows and is empty again. */
    void send(PGConnection connection) throws SQLException {
        if (rows > 0) {
            room(Short.BYTES);
            buffer.putShort((short) -1);
            CopyIn copy = connection.getCopyAPI().copyIn(statement);
            try {
                copy.writeToCopy(bytes, 0, buffer.position());
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
        clear();
    }
}
