package cn.haihe.card.bench;

import cn.haihe.card.DayServer;
import cn.haihe.card.SimulatedDay;
import cn.haihe.card.clearing.search.FoundRecord;
import cn.haihe.card.ledger.AccountKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import javax.sql.DataSource;

/** How long it takes to find one record by its card and counter, and one balance, from asking to the answer. */
final class Lookups {
    private static final int TIMES = 500;

    private final double[] recordMs = new double[TIMES];
    private final double[] balanceMs = new double[TIMES];
    private int found;

    /** @param database where some cards and counters are taken from, at random */
    Lookups(DayServer hub, DataSource database, long seed) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement some = connection.prepareStatement(
                        "SELECT card, counter FROM card_key TABLESAMPLE SYSTEM (0.1) REPEATABLE (" + seed
                                + ") ORDER BY hashint8(card) LIMIT " + TIMES);
                ResultSet keys = some.executeQuery()) {
            while (keys.next()) {
                long begin = System.nanoTime();
                if (!(hub.find(keys.getLong(1), keys.getInt(2)) instanceof FoundRecord.Kept)) {
                    throw new IllegalStateException("found otherwise");
                }
                recordMs[found] = (System.nanoTime() - begin) / 1e6;
                String owner = SimulatedDay.CODES.get(found % SimulatedDay.CODES.size());
                begin = System.nanoTime();
                hub.balanceFen(owner, AccountKind.CARD_FUNDS);
                balanceMs[found] = (System.nanoTime() - begin) / 1e6;
                found++;
            }
        }
        if (found == 0) {
            throw new IllegalStateException("nothing was found to look for");
        }
        Arrays.sort(recordMs, 0, found);
        Arrays.sort(balanceMs, 0, found);
    }

    double recordP99Ms() {
        return recordMs[found * 99 / 100];
    }

    double balanceP99Ms() {
        return balanceMs[found * 99 / 100];
    }

    @Override
    public String toString() {
        return "%,d found by card and counter: median %.2f ms, p99 %.2f ms; balances: median %.2f ms, p99 %.2f ms"
                .formatted(found, recordMs[found / 2], recordP99Ms(), balanceMs[found / 2], balanceP99Ms());
    }
}
