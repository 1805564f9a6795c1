package cn.haihe.center.clearing.dispute;

import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.dispute.Dispute;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.Disputes;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.adjustment.AdjustmentApproval;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Disputes that are upheld by new entries in the ledger; where nobody answers, the clock says so. */
@Singleton
public class DisputeDeciding extends AdjustmentApproval {
    private static final Logger LOG = Logger.getLogger(DisputeDeciding.class);

    private final Disputes disputes;
    private final Adjustments adjustments;

    DisputeDeciding(
            Disputes disputes, Adjustments adjustments, Approvals approvals, ClearingConfig config, Clock clock) {
        super("dispute-adjustment", approvals, config, clock);
        this.disputes = disputes;
        this.adjustments = adjustments;
    }

    @Override
    protected Uni<Void> post(long dispute, long adjustment, String approvedBy) {
        return disputes.adjust(dispute, adjustment, approvedBy).replaceWithVoid();
    }

    @Override
    protected Uni<Void> putBack(long dispute, long adjustment, String by, String why) {
        return disputes.dropAdjustment(dispute, adjustment, by, why);
    }

    @Override
    protected Uni<List<Adjustments.Waiting>> listWaiting(Instant before) {
        return disputes.listAdjusting(before);
    }

    @Override
    protected Uni<List<Adjustments.Kept>> listAsked(long dispute) {
        return adjustments.list(Dispute.cause(dispute));
    }

    @Override
    protected boolean isRefusal(Throwable failure) {
        return failure instanceof DisputeStateException;
    }

    @Scheduled(
            every = "${haihe.clearing.dispute.look-every:10m}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return disputes.expire()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("disputes were not looked after: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .chain(this::putBackUnasked);
    }
}
