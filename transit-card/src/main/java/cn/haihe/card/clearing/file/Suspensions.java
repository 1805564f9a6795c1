package cn.haihe.card.clearing.file;

import cn.haihe.card.clearing.RecordDecisionLock;
import cn.haihe.card.record.RecordReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back the money of records accepted earlier on this business day that are contradicted now. A record of an earlier day
 * stays as it was settled: only a dispute can change that. So does one that people decided about: its money moves by their word.
 */
final class Suspensions {
    private static final String SUSPEND = """
            INSERT INTO card_suspension (file_id, line, by_file_id, issuer, issuer_fen, acquirer_fen)
            SELECT r.file_id, r.line, ?, r.issuer, r.issuer_fen, r.amount_fen - r.issuer_fen
            FROM card_record r
            WHERE r.business_day = ? AND r.file_id = ? AND r.line = ?
              AND NOT EXISTS (SELECT 1 FROM card_exception e WHERE e.file_id = r.file_id AND e.line = r.line)
              AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.file_id = r.file_id AND d.line = r.line)
            ON CONFLICT DO NOTHING""";
    private static final String EXCEPT = """
            INSERT INTO card_exception (file_id, line, reason, other_file_id, other_line) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private final ReceivedFile file;
    private final Connection connection;
    private final List<Contradiction> found = new ArrayList<>();

    Suspensions(ReceivedFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    void add(int otherFile, int otherLine, int line) {
        found.add(new Contradiction(otherFile, otherLine, line));
    }

    void write() throws SQLException {
        if (found.isEmpty()) {
            return;
        }
        try (PreparedStatement lock = connection.prepareStatement(RecordDecisionLock.TAKE);
                PreparedStatement suspend = connection.prepareStatement(SUSPEND);
                PreparedStatement except = connection.prepareStatement(EXCEPT)) {
            lock.execute();
            for (Contradiction one : found) {
                suspend.setInt(1, file.id());
                suspend.setObject(2, file.businessDay());
                suspend.setInt(3, one.otherFile());
                suspend.setInt(4, one.otherLine());
                if (suspend.executeUpdate() == 1) {
                    except.setInt(1, one.otherFile());
                    except.setInt(2, one.otherLine());
                    except.setString(3, RecordReason.CONFLICTING.name());
                    except.setInt(4, file.id());
                    except.setInt(5, one.line());
                    except.executeUpdate();
                }
            }
        } finally {
            found.clear();
        }
    }

    private record Contradiction(int otherFile, int otherLine, int line) {}
}
