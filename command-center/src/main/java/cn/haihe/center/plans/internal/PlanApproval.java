package cn.haihe.center.plans.internal;

import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.signals.InCharge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** A second person's word on a plan. */
@ApplicationScoped
class PlanApproval implements ApprovalKind {
    static final String KIND = "signal-plan";

    private final PlanLife life;
    private final InCharge charge;

    PlanApproval(PlanLife life, InCharge charge) {
        this.life = life;
        this.charge = charge;
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.ENGINEER, Roles.COMMANDER);
    }

    @Override
    public Uni<Void> decided(Approval approval) {
        charge.require();
        long planId = Long.parseLong(approval.subject());
        String by = approval.decision().map(Approval.Decision::by).orElse("clock");
        String note = approval.decision().map(Approval.Decision::note).orElse("");
        return approval.state() == ApprovalState.APPROVED
                ? life.approved(planId, approval.id(), by, note)
                : life.rejected(planId, approval.id(), by, approval.state() + (note.isEmpty() ? "" : ": " + note));
    }
}
