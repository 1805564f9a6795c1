package cn.haihe.center.clearing.rules.internal;

import cn.haihe.card.contract.RuleKind;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;

/** One change of a rule, as it was made; never updated. */
@Entity
@Immutable
@Table(name = "card_rule")
public class RuleRow extends PanacheEntityBase {
    static final String TEST_DATA = "TEST_DATA";
    static final String TWO_PERSONS = "TWO_PERSONS";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long version;

    @Enumerated(EnumType.STRING)
    public RuleKind kind;

    public String subject;

    @Column(name = "valid_from")
    public LocalDate validFrom;

    @Column(name = "valid_to")
    public LocalDate validTo;

    /** JSON; null where what held ends. */
    public String content;

    public String origin;
    public Long approval;

    @Column(name = "proposed_by")
    public String proposedBy;

    @Column(name = "approved_by")
    public String approvedBy;

    public String reason;

    @Column(name = "recorded_at")
    public OffsetDateTime recordedAt;
}
