package cn.haihe.center.approval;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * Acts that need a second person: one asks, another approves before the time runs out. Kept in PostgreSQL. Who asked cannot
 * approve, whatever roles they have. What the decision means is told to the {@link ApprovalKind}.
 */
public interface Approvals {
    /**
     * @param subject what the asking room knows it by, at most 200 characters
     * @param summary one or two sentences for the second person, at most 2000 characters
     * @param reason as the first person gave it, at most 1000 characters
     */
    record Request(String kind, String subject, String summary, String reason, String requestedBy, Instant expiresAt) {}

    /** @throws IllegalArgumentException where no room brought such a kind, or a text is too long */
    Uni<Approval> request(Request request);

    Uni<Optional<Approval>> find(long id);

    /** The last one that was asked for about it. */
    Uni<Optional<Approval>> find(String kind, String subject);

    /** Takes it back, whoever asked, where nobody decided yet; the kind is told. Does nothing where it was decided. */
    Uni<Void> withdraw(long id, String by);
}
