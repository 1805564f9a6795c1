package cn.haihe.card.clearing.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import javax.sql.DataSource;

/**
 * The one check that cards of several servers have in common: a terminal's transaction at which cards of two servers are said
 * to have paid. Each server tells its day's in order, they are merged, and what several have is told to all before they seal the day.
 * Memory does not grow with the day. Blocks.
 */
public final class SharedTerminals {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final String LIST = """
            SELECT DISTINCT psam, psam_sequence FROM card_record WHERE business_day = ? ORDER BY psam, psam_sequence""";
    private static final String TELL = """
            INSERT INTO card_terminal_reused (business_day, psam, psam_sequence) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";

    private final List<DataSource> servers;

    public SharedTerminals(List<DataSource> servers) {
        this.servers = List.copyOf(servers);
    }

    /** Once the day is closed on every server. @return how many there are */
    public int tellReused(LocalDate day) throws SQLException {
        List<Turn> reused = new ArrayList<>();
        List<Told> open = new ArrayList<>();
        try {
            PriorityQueue<Told> next = new PriorityQueue<>();
            for (DataSource server : servers) {
                Told told = new Told(server.getConnection());
                open.add(told);
                told.begin(day);
                if (told.advance()) {
                    next.add(told);
                }
            }
            merge(next, reused);
        } finally {
            for (Told told : open) {
                told.connection.close();
            }
        }
        for (DataSource server : servers) {
            tell(server, day, reused);
        }
        return reused.size();
    }

    private static void merge(PriorityQueue<Told> next, List<Turn> reused) throws SQLException {
        Turn last = null;
        Turn lastReused = null;
        while (!next.isEmpty()) {
            Told told = next.remove();
            Turn turn = told.turn;
            if (turn.equals(last) && !turn.equals(lastReused)) {
                reused.add(turn);
                lastReused = turn;
            }
            last = turn;
            if (told.advance()) {
                next.add(told);
            }
        }
    }

    private static void tell(DataSource server, LocalDate day, List<Turn> reused) throws SQLException {
        try (Connection connection = server.getConnection();
                PreparedStatement tell = connection.prepareStatement(TELL)) {
            connection.setAutoCommit(false);
            for (Turn turn : reused) {
                tell.setObject(1, day);
                tell.setLong(2, turn.psam);
                tell.setInt(3, turn.sequence);
                tell.addBatch();
            }
            tell.executeBatch();
            connection.commit();
        }
    }

    private record Turn(long psam, int sequence) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byModule = Long.compare(psam, other.psam);
            return byModule == 0 ? Integer.compare(sequence, other.sequence) : byModule;
        }
    }

    /** One server's, in order; compared by the one that it is at. */
    private static final class Told implements Comparable<Told> {
        private final Connection connection;
        private ResultSet rows;
        private Turn turn;

        Told(Connection connection) {
            this.connection = connection;
        }

        void begin(LocalDate day) throws SQLException {
            connection.setAutoCommit(false);
            PreparedStatement list = connection.prepareStatement(LIST);
            list.setObject(1, day);
            list.setFetchSize(ROWS_AT_ONCE);
            rows = list.executeQuery();
        }

        boolean advance() throws SQLException {
            boolean more = rows.next();
            turn = more ? new Turn(rows.getLong(1), rows.getInt(2)) : null;
            return more;
        }

        @Override
        public int compareTo(Told other) {
            return turn.compareTo(other.turn);
        }
    }
}
