package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.settlement.Caps;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Telling the bank what to move needs two persons of the clearing staff. */
@Singleton
public class Instructing implements ApprovalKind {
    static final String KIND = "settlement-instruct";
    private static final Logger LOG = Logger.getLogger(Instructing.class);

    private final Settlement settlement;
    private final Approvals approvals;
    private final ClearingConfig config;
    private final Clock clock;

    Instructing(Settlement settlement, Approvals approvals, ClearingConfig config, Clock clock) {
        this.settlement = settlement;
        this.approvals = approvals;
        this.config = config;
        this.clock = clock;
    }

    /** @param netted what the day's window said as it was netted */
    public Uni<Approval> ask(LocalDate day, String netted, String reason, String by) {
        return approvals.request(new Approvals.Request(
                KIND,
                day.toString(),
                "Tell the bank what to move for " + day + ": " + netted,
                reason,
                by,
                clock.instant().plus(config.approveWithin())));
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.CLEARING);
    }

    /** A day that cannot be instructed any more stays as it is: its steps tell. */
    @Override
    public Uni<Void> decided(Approval approval) {
        if (approval.state() != ApprovalState.APPROVED) {
            return Uni.createFrom().voidItem();
        }
        String by = approval.requestedBy() + ", "
                + approval.decision().map(Approval.Decision::by).orElse("?");
        return settlement
                .instruct(LocalDate.parse(approval.subject()), caps(), by)
                .replaceWithVoid()
                .onFailure(WindowStateException.class)
                .recoverWithUni(refused -> {
                    LOG.warnf("approved, but not instructed: %s", refused.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private Caps caps() {
        Map<Institution, Long> fen = new HashMap<>();
        config.institutions()
                .forEach((code, one) -> one.capFen().ifPresent(cap -> fen.put(new Institution(code), cap)));
        return new Caps(fen);
    }
}
