package cn.haihe.card.reconciliation;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.reconciliation.ReconciliationRun.Scope;
import cn.haihe.card.reconciliation.internal.PostgresReconciliation;
import cn.haihe.card.settlement.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Holds what was cleared against the ledger and against the bank. However often and by however many it is done: each
 * difference is one {@link Discrepancy}, and what people said of it stays as long as it is the same difference.
 */
public interface Reconciliation {
    /** A day that is not sealed yet is looked at as far as it is posted. */
    Uni<ReconciliationRun> run(LocalDate businessDay, Scope scope, String by);

    /** The latest first. @param before id of the last that was seen */
    Uni<List<ReconciliationRun>> list(long before, int limit);

    /** Sealed days since a date that no run looked at as a whole, the earliest first. */
    Uni<List<LocalDate>> listNeverRun(LocalDate since);

    /** Sealed days since a date where something is not finished: the bank, a record that waits, a discrepancy. */
    Uni<List<LocalDate>> listUnfinished(LocalDate since);

    /**
     * Brings a file that waits for rules of its business day longer than it may to people; however often, it is one discrepancy,
     * and once the day is sealed it is there no more.
     */
    Uni<Void> tellWithoutRules(WaitingFile file);

    /** A file that is registered for a business day and not cleared. */
    record WaitingFile(int fileId, Institution sender, String name, LocalDate businessDay, long records, String why) {}

    static Reconciliation on(Pool pool, Settlement settlement, ReconciliationRules rules, Clock clock) {
        return new PostgresReconciliation(pool, settlement, rules, clock);
    }
}
