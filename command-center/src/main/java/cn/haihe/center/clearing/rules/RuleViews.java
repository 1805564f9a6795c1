package cn.haihe.center.clearing.rules;

import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleFault;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.center.clearing.rules.internal.ProposalRow;
import cn.haihe.center.clearing.rules.internal.RuleJson;
import cn.haihe.center.clearing.rules.internal.RuleRow;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Rules as the API tells of them. */
final class RuleViews {
    private RuleViews() {}

    /** @param rules in force on that day, by subject */
    public record InForce(LocalDate asOf, long edition, List<RuleView> rules) {}

    /** @param content absent where what held ends */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleView(
            long version, RuleKind kind, String subject, LocalDate validFrom, LocalDate validTo, ObjectNode content) {
        static RuleView of(RuleVersion version) {
            RuleChange change = version.change();
            return new RuleView(
                    version.number(),
                    change.kind(),
                    change.subject(),
                    change.validFrom(),
                    change.validTo().orElse(null),
                    change.rule().map(RuleJson::write).orElse(null));
        }
    }

    /** @param origin {@code TWO_PERSONS} or {@code TEST_DATA} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Made(
            RuleView rule,
            String origin,
            Long approvalId,
            String proposedBy,
            String approvedBy,
            String reason,
            Instant recordedAt) {
        static Made of(RuleVersion version, RuleRow row, boolean isStaff) {
            return new Made(
                    RuleView.of(version),
                    row.origin,
                    isStaff ? row.approval : null,
                    isStaff ? row.proposedBy : null,
                    isStaff ? row.approvedBy : null,
                    isStaff ? row.reason : null,
                    row.recordedAt.toInstant());
        }
    }

    /** @param detail why it was approved and is not among the rules */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Proposal(
            long id,
            Long approvalId,
            String state,
            String reason,
            String proposedBy,
            Instant proposedAt,
            Instant expiresAt,
            String decidedBy,
            Instant decidedAt,
            String detail,
            JsonNode changes) {
        static Proposal of(ProposalRow row, JsonNode changes) {
            return new Proposal(
                    row.id,
                    row.approval,
                    row.state.name(),
                    row.reason,
                    row.proposedBy,
                    row.proposedAt.toInstant(),
                    row.expiresAt.toInstant(),
                    row.decidedBy,
                    row.decidedAt == null ? null : row.decidedAt.toInstant(),
                    row.detail.isEmpty() ? null : row.detail,
                    changes);
        }
    }

    /** One of several faults, as a problem's member. */
    public record Fault(String fault, String kind, String subject, LocalDate day, String detail) {
        static Fault of(RuleFault fault) {
            return new Fault(fault.kind().name(), fault.rule().name(), fault.subject(), fault.day(), fault.detail());
        }
    }
}
