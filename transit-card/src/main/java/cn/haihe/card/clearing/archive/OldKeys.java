package cn.haihe.card.clearing.archive;

import cn.haihe.card.clearing.ClearingRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Takes cards' keys out of the database that keep nothing out any more: of days that are archived, and longer ago than any record
 * may be late. Piece by piece, each soon over; what is broken off is gone on with. Blocks.
 */
public final class OldKeys {
    private static final int BLOCKS_AT_ONCE = 1_024;
    private static final String TRIM = "SELECT gone, more FROM card_trim_keys(?, ?)";

    private final DataSource database;
    private final ClearingRules limits;

    public OldKeys(DataSource database, ClearingRules limits) {
        this.database = database;
        this.limits = limits;
    }

    /**
     * @param pieces at most, of 8 MiB each
     * @return how many keys went
     */
    public long trim(int pieces) throws SQLException {
        long gone = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement trim = connection.prepareStatement(TRIM)) {
            // Begun days count whole.
            trim.setInt(1, Math.toIntExact(limits.lateMax().toDays() + 1));
            trim.setInt(2, BLOCKS_AT_ONCE);
            boolean more = true;
            for (int piece = 0; more && piece < pieces; piece++) {
                try (ResultSet got = trim.executeQuery()) {
                    got.next();
                    gone += got.getLong(1);
                    more = got.getBoolean(2);
                }
            }
        }
        return gone;
    }
}
