package cn.haihe.center.clearing.dispute;

import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.Disputes;
import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.reconciliation.Adjusting;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/** Upholding a dispute needs two persons of the clearing staff; where nobody answers, the clock says so. */
@Singleton
public class DisputeDeciding implements ApprovalKind {
    private static final Logger LOG = Logger.getLogger(DisputeDeciding.class);
    private static final String KIND = "dispute-adjustment";
    private static final String SEPARATOR = "/";

    private final Disputes disputes;
    private final Approvals approvals;
    private final ClearingConfig config;
    private final Clock clock;

    DisputeDeciding(Disputes disputes, Approvals approvals, ClearingConfig config, Clock clock) {
        this.disputes = disputes;
        this.approvals = approvals;
        this.config = config;
        this.clock = clock;
    }

    /** Where nobody can be asked, nothing waits. */
    Uni<Approval> ask(long dispute, Adjustments.Kept kept) {
        return approvals
                .request(new Approvals.Request(
                        KIND,
                        dispute + SEPARATOR + kept.id(),
                        Adjusting.text(kept.adjustment()),
                        kept.reason(),
                        kept.askedBy(),
                        clock.instant().plus(config.approveWithin())))
                .onFailure()
                .call(() -> disputes.dropAdjustment(dispute, kept.id(), "system", "nobody could be asked"));
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.CLEARING);
    }

    @Override
    public Uni<Void> decided(Approval approval) {
        String[] subject = approval.subject().split(SEPARATOR);
        long dispute = Long.parseLong(subject[0]);
        long adjustment = Long.parseLong(subject[1]);
        String by = approval.decision().map(Approval.Decision::by).orElse("?");
        if (approval.state() != ApprovalState.APPROVED) {
            String why = approval.state() + " "
                    + approval.decision().map(Approval.Decision::note).orElse("");
            return disputes.dropAdjustment(dispute, adjustment, by, why.strip());
        }
        return disputes.adjust(dispute, adjustment, by)
                .replaceWithVoid()
                .onFailure(DisputeStateException.class)
                .recoverWithUni(refused -> {
                    LOG.warnf("approved, but not adjusted: %s", refused.getMessage());
                    return disputes.dropAdjustment(dispute, adjustment, "system", refused.getMessage());
                });
    }

    @Scheduled(
            every = "${haihe.clearing.dispute.look-every:10m}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return disputes.expire()
                .chain(() -> disputes.listAdjusting(clock.instant().minus(config.approveWithin())))
                .chain(waiting -> Adjusting.unasked(approvals, KIND, waiting, disputes::dropAdjustment))
                .onFailure()
                .invoke(e -> LOG.warnf("disputes were not looked after: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
