package cn.haihe.card.ledger;

import cn.haihe.card.ledger.internal.PostgresLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Double entry in PostgreSQL, append-only: the database itself refuses what does not balance and what would change. */
public interface Ledger {
    /**
     * Posts within the caller's transaction. A transfer posted before under its id changes nothing.
     *
     * <p>Fails with {@link TransferConflictException} where an id was posted with other content.
     */
    Uni<Void> post(SqlConnection transaction, List<Transfer> transfers);

    /** A ledger in the tables that this module's migrations make. */
    static Ledger inPostgres() {
        return new PostgresLedger();
    }
}
