package cn.haihe.card.ledger;

import cn.haihe.card.contract.Institution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What accounts hold: as at the last day that was sealed, and what was posted since. */
public final class Balances {
    private static final String BALANCE = """
            SELECT (coalesce((SELECT sum(balance_fen) FROM ledger_checkpoint
                              WHERE business_day = (SELECT max(business_day) FROM ledger_seal)
                                AND owner = $1 AND kind = $2), 0)
                  + coalesce((SELECT sum(amount_fen) FROM ledger_entry
                              WHERE business_day > coalesce((SELECT max(business_day) FROM ledger_seal), '-infinity')
                                AND owner = $1 AND kind = $2), 0))::bigint AS fen""";

    private final Pool pool;

    public Balances(Pool pool) {
        this.pool = pool;
    }

    /** @return of all of the owner's accounts of this kind together; credit above, debit below zero */
    public Uni<Long> balanceFen(Institution owner, AccountKind kind) {
        return pool.preparedQuery(BALANCE)
                .execute(Tuple.of(owner.code(), kind.name()))
                .map(rows -> rows.iterator().next().getLong("fen"));
    }
}
