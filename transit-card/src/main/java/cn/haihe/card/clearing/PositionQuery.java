package cn.haihe.card.clearing;

import cn.haihe.card.clearing.Positions.Obligation;
import cn.haihe.card.clearing.Positions.Position;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.ledger.Owed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Who owes whom for a business day, from the ledger alone. */
public final class PositionQuery {
    private static final String OWED = "SELECT debtor, creditor, sum(amount_fen)::bigint AS amount_fen FROM "
            + Owed.BETWEEN + " AS owed WHERE business_day = $1 GROUP BY debtor, creditor";

    private final Pool pool;
    private final Function<LocalDate, Rules> rules;

    /** @param rules as they hold on a business day */
    public PositionQuery(Pool pool, Function<LocalDate, Rules> rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /** As far as the day has been posted; all zero where nothing has. */
    public Uni<Positions> getPositions(LocalDate businessDay) {
        return pool.preparedQuery(OWED).execute(Tuple.of(businessDay)).map(rows -> {
            Map<Pair, Long> owed = new HashMap<>();
            for (Row row : rows) {
                var debtor = new Institution(row.getString("debtor"));
                var creditor = new Institution(row.getString("creditor"));
                owed.put(new Pair(debtor, creditor), row.getLong("amount_fen"));
            }
            return positions(rules.apply(businessDay).institutions(), businessDay, owed);
        });
    }

    private static Positions positions(List<Institution> members, LocalDate day, Map<Pair, Long> owed) {
        // Also whose records came late: they are settled on a day on which it took part no longer.
        var institutions = new TreeSet<>(members);
        owed.keySet().forEach(pair -> {
            institutions.add(pair.debtor());
            institutions.add(pair.creditor());
        });
        List<Position> positions = new ArrayList<>();
        List<Obligation> between = new ArrayList<>();
        for (Institution one : institutions) {
            long receivable = 0;
            long payable = 0;
            for (Institution other : institutions) {
                long in = owed.getOrDefault(new Pair(other, one), 0L);
                long out = owed.getOrDefault(new Pair(one, other), 0L);
                receivable = Math.addExact(receivable, in);
                payable = Math.addExact(payable, out);
                if (out > in) {
                    between.add(new Obligation(one, other, Math.subtractExact(out, in)));
                }
            }
            positions.add(new Position(one, receivable, payable));
        }
        return new Positions(day, positions, between);
    }

    private record Pair(Institution debtor, Institution creditor) {}
}
