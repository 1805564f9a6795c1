package cn.haihe.card.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;

/** How long it takes to find one record by its card and counter, and one balance. */
final class Lookups {
    private static final int TIMES = 500;
    private static final String RECORD = """
            SELECT r.* FROM card_key k JOIN card_record r ON r.file_id = k.file_id AND r.line = k.line
            WHERE k.card = ? AND k.counter = ?""";
    private static final String BALANCE = """
            SELECT coalesce((SELECT sum(balance_fen) FROM ledger_checkpoint
                             WHERE business_day = (SELECT max(business_day) FROM ledger_seal)
                               AND owner = ? AND kind = 'CARD_FUNDS'), 0)
                 + coalesce((SELECT sum(amount_fen) FROM ledger_entry
                             WHERE business_day > (SELECT max(business_day) FROM ledger_seal)
                               AND owner = ? AND kind = 'CARD_FUNDS'), 0)""";

    private final double[] recordMs = new double[TIMES];
    private final double[] balanceMs = new double[TIMES];

    Lookups(DataSource database, long seed) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement some = connection.prepareStatement(
                        "SELECT card, counter FROM card_key TABLESAMPLE SYSTEM (1) REPEATABLE (" + seed + ") LIMIT "
                                + TIMES);
                PreparedStatement record = connection.prepareStatement(RECORD);
                PreparedStatement balance = connection.prepareStatement(BALANCE);
                ResultSet keys = some.executeQuery()) {
            int count = 0;
            while (keys.next()) {
                record.setLong(1, keys.getLong(1));
                record.setInt(2, keys.getInt(2));
                recordMs[count] = milliseconds(record);
                balance.setString(1, "TIANJIN");
                balance.setString(2, "TIANJIN");
                balanceMs[count] = milliseconds(balance);
                count++;
            }
            if (count == 0) {
                throw new IllegalStateException("nothing was found to look for");
            }
            Arrays.sort(recordMs, 0, count);
            Arrays.sort(balanceMs, 0, count);
            found = count;
        }
    }

    private final int found;

    private static double milliseconds(PreparedStatement query) throws SQLException {
        long begin = System.nanoTime();
        try (ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("not found");
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    double recordMedianMs() {
        return recordMs[found / 2];
    }

    double recordP99Ms() {
        return recordMs[found * 99 / 100];
    }

    double balanceMedianMs() {
        return balanceMs[found / 2];
    }

    double balanceP99Ms() {
        return balanceMs[found * 99 / 100];
    }
}
