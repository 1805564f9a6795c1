package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.reconciliation.Discrepancies;
import cn.haihe.card.reconciliation.DiscrepancyStateException;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Money that moves after its day was closed needs two persons of the clearing staff. */
@Singleton
public class Adjusting implements ApprovalKind {
    private static final Logger LOG = Logger.getLogger(Adjusting.class);
    private static final String KIND = "exception-adjustment";
    private static final String SEPARATOR = "/";

    private final Discrepancies discrepancies;
    private final Adjustments adjustments;
    private final Settlement settlement;
    private final Approvals approvals;
    private final ClearingConfig config;
    private final Clock clock;

    Adjusting(
            Discrepancies discrepancies,
            Adjustments adjustments,
            Settlement settlement,
            Approvals approvals,
            ClearingConfig config,
            Clock clock) {
        this.discrepancies = discrepancies;
        this.adjustments = adjustments;
        this.settlement = settlement;
        this.approvals = approvals;
        this.config = config;
        this.clock = clock;
    }

    /** Where nobody can be asked, nothing waits. */
    Uni<Approval> ask(long exception, Adjustments.Kept kept) {
        return approvals
                .request(new Approvals.Request(
                        KIND,
                        exception + SEPARATOR + kept.id(),
                        text(kept.adjustment()),
                        kept.reason(),
                        kept.askedBy(),
                        clock.instant().plus(config.approveWithin())))
                .onFailure()
                .call(() -> discrepancies.dropAdjustment(exception, kept.id(), "system", "nobody could be asked"));
    }

    /** The case first: whoever approves meanwhile finds that nothing waits for it. */
    Uni<Void> drop(long exception, String by) {
        return adjustments.list(Discrepancies.cause(exception)).chain(asked -> {
            if (asked.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            long latest = asked.get(asked.size() - 1).id();
            return discrepancies
                    .dropAdjustment(exception, latest, by, "let go")
                    .chain(() -> approvals.find(KIND, exception + SEPARATOR + latest))
                    .chain(found -> found.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : approvals.withdraw(found.get().id(), by));
        });
    }

    /** Where a hub died before it asked for the second person. */
    @Scheduled(
            every = "${haihe.clearing.reconciliation.look-every:5m}",
            delayed = "25s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> putBackUnasked() {
        return discrepancies
                .listAdjusting(clock.instant().minus(config.approveWithin()))
                .chain(waiting -> unasked(approvals, KIND, waiting, discrepancies::dropAdjustment))
                .onFailure()
                .invoke(e -> LOG.warnf("adjustments were not looked after: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** How a case goes back to where it stood. */
    public interface Drop {
        Uni<Void> drop(long caseId, long adjustmentId, String by, String why);
    }

    /** Drops those that no approval was ever asked for. */
    public static Uni<Void> unasked(Approvals approvals, String kind, List<Adjustments.Waiting> waiting, Drop drop) {
        return Multi.createFrom()
                .iterable(waiting)
                .onItem()
                .transformToUniAndConcatenate(one -> approvals
                        .find(kind, one.caseId() + SEPARATOR + one.adjustmentId())
                        .chain(found -> found.isPresent()
                                ? Uni.createFrom().voidItem()
                                : drop.drop(one.caseId(), one.adjustmentId(), "clock", "nobody was asked")))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** For the second person. */
    public static String text(Adjustment adjustment) {
        String what = adjustment.kind() == AdjustmentKind.AT_BANK
                ? "The bank moved " + adjustment.amountFen() + " fen for " + adjustment.debtor()
                        + " beyond its instruction; it owes that to clearing"
                : adjustment.debtor()
                        + (adjustment.kind() == AdjustmentKind.RECORD_TAKEN_BACK ? " gets back from " : " pays ")
                        + adjustment.creditor() + " " + adjustment.amountFen() + " fen, of them the issuer's share "
                        + adjustment.issuerFen();
        return what + ", about " + adjustment.aboutDay() + " (" + adjustment.cause() + ")"
                + adjustment.record().map(place -> ", record " + place).orElse("");
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
        long exception = Long.parseLong(subject[0]);
        long adjustment = Long.parseLong(subject[1]);
        String by = approval.decision().map(Approval.Decision::by).orElse("?");
        if (approval.state() != ApprovalState.APPROVED) {
            String why = approval.state() + " "
                    + approval.decision().map(Approval.Decision::note).orElse("");
            return discrepancies.dropAdjustment(exception, adjustment, by, why.strip());
        }
        return discrepancies
                .adjust(exception, adjustment, by)
                .chain(() -> settle(adjustment, approval.requestedBy() + ", " + by))
                .onFailure(DiscrepancyStateException.class)
                .recoverWithUni(refused -> {
                    LOG.warnf("approved, but not adjusted: %s", refused.getMessage());
                    return discrepancies.dropAdjustment(exception, adjustment, "system", refused.getMessage());
                });
    }

    /** What the bank moved may agree now. */
    private Uni<Void> settle(long adjustment, String by) {
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
