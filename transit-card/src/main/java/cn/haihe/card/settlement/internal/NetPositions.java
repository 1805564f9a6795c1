package cn.haihe.card.settlement.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.Owed;
import cn.haihe.card.ledger.TransferReference;
import cn.haihe.card.ledger.TransferReference.WindowMove;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each institution is owed for a day's fares and adjustments, below zero owes, by the ledger alone; zeros left out. */
final class NetPositions {
    private static final String NET = "SELECT institution, sum(fen)::bigint AS fen FROM " + Owed.EACH
            + " AS owed WHERE business_day = $1 GROUP BY institution HAVING sum(fen) <> 0";
    private static final String PLEDGED = """
            SELECT owner AS institution, sum(amount_fen)::bigint AS fen FROM ledger_entry
            WHERE kind = 'PLEDGED' GROUP BY owner HAVING sum(amount_fen) > 0""";
    private static final String RESERVED = """
            SELECT e.owner AS institution, sum(e.amount_fen)::bigint AS fen
            FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id
            WHERE e.kind = 'RESERVED'
              AND t.reference IN (SELECT %s FROM card_window_step s WHERE s.business_day = $1
                                  UNION ALL SELECT %s FROM card_window_step s WHERE s.business_day = $1)
            GROUP BY e.owner HAVING sum(e.amount_fen) <> 0""".formatted(
                    TransferReference.ofWindowSql(WindowMove.RESERVED, "s.business_day", "s.step"),
                    TransferReference.ofWindowSql(WindowMove.RELEASED, "s.business_day", "s.step"));

    private NetPositions() {}

    static Uni<SortedMap<Institution, Long>> of(SqlClient client, LocalDate day) {
        return query(client, NET, Tuple.of(day));
    }

    /** What each that owes has pledged of it. */
    static Uni<SortedMap<Institution, Long>> reservable(SqlClient client, SortedMap<Institution, Long> netFen) {
        return query(client, PLEDGED, Tuple.tuple()).map(pledged -> {
            SortedMap<Institution, Long> reservable = new TreeMap<>();
            pledged.forEach((institution, fen) -> {
                long owed = -netFen.getOrDefault(institution, 0L);
                if (owed > 0) {
                    reservable.put(institution, Math.min(owed, fen));
                }
            });
            return reservable;
        });
    }

    /** What is held for this window. */
    static Uni<SortedMap<Institution, Long>> reserved(SqlClient client, LocalDate day) {
        return query(client, RESERVED, Tuple.of(day));
    }

    private static Uni<SortedMap<Institution, Long>> query(SqlClient client, String sql, Tuple tuple) {
        return client.preparedQuery(sql).execute(tuple).map(rows -> {
            SortedMap<Institution, Long> fen = new TreeMap<>();
            for (Row row : rows) {
                fen.put(new Institution(row.getString("institution")), row.getLong("fen"));
            }
            return fen;
        });
    }

    static String text(SortedMap<Institution, Long> fen) {
        return fen.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue() + " fen")
                .collect(Collectors.joining(", "));
    }
}
