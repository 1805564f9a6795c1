package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.reconciliation.Discrepancies;
import cn.haihe.card.reconciliation.DiscrepancyStateException;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.adjustment.AdjustmentApproval;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Exceptions that are put right by new entries in the ledger. */
@Singleton
public class Adjusting extends AdjustmentApproval {
    private final Discrepancies discrepancies;
    private final Adjustments adjustments;
    private final Settlement settlement;

    Adjusting(
            Discrepancies discrepancies,
            Adjustments adjustments,
            Settlement settlement,
            Approvals approvals,
            ClearingConfig config,
            Clock clock) {
        super("exception-adjustment", approvals, config, clock);
        this.discrepancies = discrepancies;
        this.adjustments = adjustments;
        this.settlement = settlement;
    }

    @Override
    @Scheduled(
            every = "${haihe.clearing.reconciliation.look-every:5m}",
            delayed = "25s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> putBackUnasked() {
        return super.putBackUnasked();
    }

    @Override
    protected Uni<Void> post(long exception, long adjustment, String approvedBy) {
        return discrepancies.adjust(exception, adjustment, approvedBy).replaceWithVoid();
    }

    @Override
    protected Uni<Void> putBack(long exception, long adjustment, String by, String why) {
        return discrepancies.dropAdjustment(exception, adjustment, by, why);
    }

    @Override
    protected Uni<List<Adjustments.Waiting>> listWaiting(Instant before) {
        return discrepancies.listAdjusting(before);
    }

    @Override
    protected Uni<List<Adjustments.Kept>> listAsked(long exception) {
        return adjustments.list(Discrepancies.cause(exception));
    }

    @Override
    protected boolean isRefusal(Throwable failure) {
        return failure instanceof DiscrepancyStateException;
    }

    /** What the bank moved may agree now. */
    @Override
    protected Uni<Void> posted(long adjustment, String by) {
        return adjustments
                .find(adjustment)
                .map(kept -> kept.orElseThrow().adjustment())
                .chain(about -> about.kind() == AdjustmentKind.AT_BANK
                        ? settlement
                                .settleIfDone(about.aboutDay(), by)
                                .onFailure(WindowStateException.class)
                                .recoverWithNull()
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
