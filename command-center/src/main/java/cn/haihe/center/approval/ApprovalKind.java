package cn.haihe.center.approval;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A kind of acts that need a second person. A room that has such acts brings a bean of this type. */
public interface ApprovalKind {
    /** Lower case with hyphens, at most 32 characters: {@code signal-plan}. */
    String name();

    /** Of {@link cn.haihe.center.access.Roles}: who may be the second person. */
    Set<String> approverRoles();

    /**
     * Called when it is approved, refused, withdrawn or expired: also after the hub was killed, and again where it fails. So
     * it must do no harm twice.
     */
    Uni<Void> decided(Approval approval);
}
