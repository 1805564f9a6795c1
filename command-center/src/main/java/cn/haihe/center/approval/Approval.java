package cn.haihe.center.approval;

import java.time.Instant;
import java.util.Optional;

/**
 * One person's wish that a second one has to decide.
 *
 * @param kind of {@link ApprovalKind}
 * @param subject what the asking room knows it by
 * @param summary what will happen, for the one who decides
 * @param expiresAt until when it can be approved
 * @param decision empty while nobody decided
 */
public record Approval(
        long id,
        String kind,
        String subject,
        String summary,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        ApprovalState state,
        Optional<Decision> decision) {
    /** @param by the hub itself, as {@code clock}, where the time ran out */
    public record Decision(String by, Instant at, String note) {}
}
