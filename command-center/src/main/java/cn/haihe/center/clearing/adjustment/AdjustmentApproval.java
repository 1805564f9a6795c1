package cn.haihe.center.clearing.adjustment;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Money that moves after its day was closed needs two persons of the clearing staff, whatever case it comes from: one asks and
 * the case waits, another approves and it is posted, or the case goes back to where it stood.
 */
public abstract class AdjustmentApproval implements ApprovalKind {
    private static final Logger LOG = Logger.getLogger(AdjustmentApproval.class);
    private static final String SEPARATOR = "/";
    private static final String SYSTEM = "system";

    private final String kind;
    private final Approvals approvals;
    private final ClearingConfig config;
    private final Clock clock;

    protected AdjustmentApproval(String kind, Approvals approvals, ClearingConfig config, Clock clock) {
        this.kind = kind;
        this.approvals = approvals;
        this.config = config;
        this.clock = clock;
    }

    /** Posts it, and ends its case; fails as {@link #isRefusal} says where the case does not wait for it any more. */
    protected abstract Uni<Void> post(long caseId, long adjustmentId, String approvedBy);

    /** Lets it go: its case goes back, where it waits for this one. */
    protected abstract Uni<Void> putBack(long caseId, long adjustmentId, String by, String why);

    /** Cases that have waited since before then. */
    protected abstract Uni<List<Adjustments.Waiting>> listWaiting(Instant before);

    /** Those that were asked for in a case, the first first. */
    protected abstract Uni<List<Adjustments.Kept>> listAsked(long caseId);

    protected abstract boolean isRefusal(Throwable failure);

    /** Where nobody can be asked, nothing waits. */
    public Uni<Approval> ask(long caseId, Adjustments.Kept kept) {
        return approvals
                .request(new Approvals.Request(
                        kind,
                        subject(caseId, kept.id()),
                        text(kept.adjustment()),
                        kept.reason(),
                        kept.askedBy(),
                        clock.instant().plus(config.approveWithin())))
                .onFailure()
                .call(() -> putBack(caseId, kept.id(), SYSTEM, "nobody could be asked"));
    }

    /** The case first: whoever approves meanwhile finds that nothing waits for it. */
    public Uni<Void> letGo(long caseId, String by) {
        return listAsked(caseId).chain(asked -> {
            if (asked.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            long latest = asked.get(asked.size() - 1).id();
            return putBack(caseId, latest, by, "let go")
                    .chain(() -> approvals.find(kind, subject(caseId, latest)))
                    .chain(found -> found.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : approvals.withdraw(found.get().id(), by));
        });
    }

    /** Where a hub died before it asked for the second person. */
    protected Uni<Void> putBackUnasked() {
        return listWaiting(clock.instant().minus(config.approveWithin()))
                .chain(waiting -> Multi.createFrom()
                        .iterable(waiting)
                        .onItem()
                        .transformToUniAndConcatenate(this::putBackUnlessAsked)
                        .collect()
                        .last()
                        .replaceWithVoid())
                .onFailure()
                .invoke(e -> LOG.warnf("%s: what waits was not looked after: %s", kind, e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> putBackUnlessAsked(Adjustments.Waiting one) {
        return approvals
                .find(kind, subject(one.caseId(), one.adjustmentId()))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().voidItem()
                        : putBack(one.caseId(), one.adjustmentId(), "clock", "nobody was asked"));
    }

    private static String subject(long caseId, long adjustmentId) {
        return caseId + SEPARATOR + adjustmentId;
    }

    /** For the second person. */
    private static String text(Adjustment adjustment) {
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
    public final String name() {
        return kind;
    }

    @Override
    public final Set<String> approverRoles() {
        return Set.of(Roles.CLEARING);
    }

    @Override
    public final Uni<Void> decided(Approval approval) {
        String[] subject = approval.subject().split(SEPARATOR);
        long caseId = Long.parseLong(subject[0]);
        long adjustment = Long.parseLong(subject[1]);
        Optional<Approval.Decision> decision = approval.decision();
        String by = decision.map(Approval.Decision::by).orElse("?");
        if (approval.state() != ApprovalState.APPROVED) {
            String why = approval.state() + " "
                    + decision.map(Approval.Decision::note).orElse("");
            return putBack(caseId, adjustment, by, why.strip());
        }
        return post(caseId, adjustment, by)
                .chain(() -> posted(adjustment, approval.requestedBy() + ", " + by))
                .onFailure(this::isRefusal)
                .recoverWithUni(refused -> {
                    LOG.warnf("approved, but not adjusted: %s", refused.getMessage());
                    return putBack(caseId, adjustment, SYSTEM, refused.getMessage());
                });
    }

    /** @param by both persons */
    protected Uni<Void> posted(long adjustmentId, String by) {
        return Uni.createFrom().voidItem();
    }
}
