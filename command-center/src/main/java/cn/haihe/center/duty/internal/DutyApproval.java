package cn.haihe.center.duty.internal;

import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.signals.InCharge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** A duty of many junctions begins when a second person says so. */
@ApplicationScoped
class DutyApproval implements ApprovalKind {
    static final String KIND = "duty-start";

    private final Duties duties;
    private final InCharge charge;

    DutyApproval(Duties duties, InCharge charge) {
        this.duties = duties;
        this.charge = charge;
    }

    static String subject(long duty, String startedBy) {
        return duty + " " + startedBy;
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.COMMANDER);
    }

    @Override
    public Uni<Void> decided(Approval approval) {
        charge.require();
        String[] subject = approval.subject().split(" ", 2);
        long number = Long.parseLong(subject[0]);
        return approval.state() == ApprovalState.APPROVED
                ? duties.approved(number, subject[1], approval.decision().map(Approval.Decision::by))
                : duties.refused(number);
    }
}
