package cn.haihe.center.clearing.rules.internal;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** Changes that one person wants, and what came of them. */
@Entity
@Table(name = "card_rule_proposal")
public class ProposalRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    /** JSON, as they were sent. */
    public String changes;

    public String reason;

    @Column(name = "proposed_by")
    public String proposedBy;

    @Column(name = "proposed_at")
    public OffsetDateTime proposedAt;

    @Column(name = "expires_at")
    public OffsetDateTime expiresAt;

    public Long approval;

    @Enumerated(EnumType.STRING)
    public State state;

    @Column(name = "decided_by")
    public String decidedBy;

    @Column(name = "decided_at")
    public OffsetDateTime decidedAt;

    public String detail;

    /** What came of it. */
    public enum State {
        PENDING,
        /** Approved, and among the rules. */
        RECORDED,
        REFUSED,
        WITHDRAWN,
        EXPIRED,
        /** Approved, but it does not fit any more: a day was opened or another rule changed meanwhile. */
        OVERTAKEN
    }
}
