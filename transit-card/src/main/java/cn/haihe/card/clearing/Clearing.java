package cn.haihe.card.clearing;

import cn.haihe.card.clearing.internal.PostgresClearing;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Participants;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Clearing (清分): fares that cards of one institution paid at another become what they owe each other. */
public interface Clearing {
    /**
     * Takes a batch whole, in one transaction: afterwards each of its records is accepted or rejected with a reason, and
     * the ledger holds the money moved. The same batch again changes nothing.
     */
    Uni<PostingResult> post(SubmittedBatch batch);

    /** What was not taken of a batch, in its order, those after a line. Empty also where no such batch was posted. */
    Uni<List<RejectedTap>> listRejected(String acquirer, String batchId, int afterLine, int limit);

    /** Of a business day, as far as it has been posted; all zero where nothing has. */
    Uni<Positions> getPositions(LocalDate businessDay);

    /** @param pool on a PostgreSQL with this module's migrations (V050 and on) */
    static Clearing on(Pool pool, Participants participants, Contracts contracts, ClearingRules rules, Clock clock) {
        return new PostgresClearing(pool, participants, contracts, rules, clock);
    }
}
