package cn.haihe.card.clearing.file;

import cn.haihe.card.exchange.AnswerFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchInput;
import cn.haihe.card.exchange.RecordAnswer;
import cn.haihe.card.exchange.RecordField;
import cn.haihe.card.record.RecordReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import javax.sql.DataSource;

/** What became of each record of a cleared file, streamed: memory does not grow with the file. Blocks. */
public final class FileAnswers {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final int LINES_AT_ONCE = 2_048;
    private static final int LINE = RecordField.LINE_BYTES;
    private static final String EXCEPTIONS = """
            SELECT e.line, e.reason, o.sender, o.name, e.other_line
            FROM card_exception e LEFT JOIN card_file o ON o.id = e.other_file_id
            WHERE e.file_id = ? ORDER BY e.line""";
    private static final String RECORDS = """
            SELECT line, issuer_fen, amount_fen - issuer_fen FROM card_record
            WHERE business_day = ? AND file_id = ? ORDER BY line""";

    private static final String ARCHIVE = "SELECT file FROM card_archive WHERE business_day = ?";

    private final DataSource database;

    public FileAnswers(DataSource database) {
        this.database = database;
    }

    /**
     * Writes the answer file, signed by the centre.
     *
     * @throws DayArchivedException before anything is written
     */
    public void write(
            ReceivedFile file,
            String name,
            LocalDateTime createdAt,
            OutputStream out,
            String privateKey,
            int keyVersion)
            throws IOException, SQLException {
        BatchHeader header = new BatchHeader(file.acquirer().code(), name, file.businessDay(), createdAt);
        AnswerFileWriter writer = new AnswerFileWriter(out, header);
        read(file, (line, record, from, answer) -> writer.write(record, from, answer));
        writer.finish(privateKey, keyVersion);
    }

    /**
     * Every record that was not accepted, in the file's order.
     *
     * @throws DayArchivedException before any is told
     */
    public void listExceptions(ReceivedFile file, ExceptionSink sink) throws IOException, SQLException {
        read(file, (line, record, from, answer) -> {
            if (answer.reason() != RecordReason.ACCEPTED) {
                sink.take(line, answer, new String(record, from, LINE - 1, StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** Takes one record that was not accepted. */
    @FunctionalInterface
    public interface ExceptionSink {
        /** @param record its line in the file, without the line feed */
        void take(long line, RecordAnswer answer, String record) throws IOException;
    }

    private interface RecordSink {
        void take(long line, byte[] record, int from, RecordAnswer answer) throws IOException;
    }

    private void read(ReceivedFile file, RecordSink sink) throws IOException, SQLException {
        try (Connection connection = database.getConnection()) {
            // Both queries see one moment: a record may be contradicted meanwhile.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            refuseArchived(connection, file);
            try (PreparedStatement exceptions = connection.prepareStatement(EXCEPTIONS);
                    PreparedStatement records = connection.prepareStatement(RECORDS);
                    InputStream in = BatchInput.open(file.path(), Long.MAX_VALUE)) {
                exceptions.setInt(1, file.id());
                exceptions.setFetchSize(ROWS_AT_ONCE);
                records.setObject(1, file.businessDay());
                records.setInt(2, file.id());
                records.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet excepted = exceptions.executeQuery();
                        ResultSet taken = records.executeQuery()) {
                    in.skipNBytes(LINE);
                    merge(file, in, new Rows(excepted), new Rows(taken), sink);
                }
            }
            connection.rollback();
        }
    }

    private static void refuseArchived(Connection connection, ReceivedFile file) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(ARCHIVE)) {
            find.setObject(1, file.businessDay());
            try (ResultSet found = find.executeQuery()) {
                if (found.next()) {
                    throw new DayArchivedException(file.businessDay(), found.getString(1));
                }
            }
        }
    }

    private static void merge(ReceivedFile file, InputStream in, Rows excepted, Rows taken, RecordSink sink)
            throws IOException, SQLException {
        byte[] lines = new byte[LINES_AT_ONCE * LINE];
        for (long first = 1; first <= file.records(); first += LINES_AT_ONCE) {
            int count = (int) Math.min(LINES_AT_ONCE, file.records() - first + 1);
            if (in.readNBytes(lines, 0, count * LINE) < count * LINE) {
                throw new IOException(file.path() + " is shorter than it was");
            }
            for (int i = 0; i < count; i++) {
                long line = first + i;
                boolean isTaken = taken.isAt(line);
                RecordAnswer answer;
                if (excepted.isAt(line)) {
                    answer = exception(file, excepted.rows);
                } else if (isTaken) {
                    answer =
                            new RecordAnswer(RecordReason.ACCEPTED, taken.rows.getLong(2), taken.rows.getLong(3), null);
                } else {
                    throw new IllegalStateException("nothing is known of line " + line + " of file " + file.id());
                }
                sink.take(line, lines, i * LINE, answer);
            }
        }
    }

    private static RecordAnswer exception(ReceivedFile file, ResultSet row) throws SQLException {
        String sender = row.getString(3);
        boolean own = file.acquirer().code().equals(sender);
        RecordAnswer.Other other = sender == null
                ? null
                : new RecordAnswer.Other(sender, own ? row.getString(4) : "", own ? row.getLong(5) : 0);
        return new RecordAnswer(RecordReason.valueOf(row.getString(2)), 0, 0, other);
    }

    /** Rows in the order of their lines, looked at one by one. */
    private static final class Rows {
        private final ResultSet rows;
        private long line;

        Rows(ResultSet rows) throws SQLException {
            this.rows = rows;
            next();
        }

        private void next() throws SQLException {
            line = rows.next() ? rows.getLong(1) : Long.MAX_VALUE;
        }

        /** Whether the row that is looked at is of this line; never asked of an earlier one afterwards. */
        boolean isAt(long wanted) throws SQLException {
            while (line < wanted) {
                next();
            }
            return line == wanted;
        }
    }
}
