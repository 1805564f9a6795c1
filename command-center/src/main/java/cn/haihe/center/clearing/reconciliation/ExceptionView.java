package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.reconciliation.Discrepancy;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.DiscrepancyOutcome;
import cn.haihe.card.reconciliation.DiscrepancyState;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An exception of reconciliation as the API tells of it. What is not known, or not the caller's business, is absent.
 *
 * @param record {@code FILE-LINE} of the record that it is about
 * @param amountFen found less expected
 * @param ours what was cleared, and {@code theirs} what it was held against, for a person
 * @param steps only where one exception is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExceptionView(
        long id,
        LocalDate businessDay,
        DiscrepancyKind kind,
        String subject,
        String institution,
        String counterparty,
        String record,
        DiscrepancyState state,
        String owner,
        LocalDate due,
        long expectedFen,
        long foundFen,
        long amountFen,
        String ours,
        String theirs,
        DiscrepancyOutcome outcome,
        String reason,
        Instant at,
        String by,
        List<StepView> steps) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepView(
            int step,
            DiscrepancyState state,
            Instant at,
            String by,
            String owner,
            LocalDate due,
            long expectedFen,
            long foundFen,
            String ours,
            String theirs,
            DiscrepancyOutcome outcome,
            String reason) {
        static StepView of(Discrepancy.Step step) {
            return new StepView(
                    step.number(),
                    step.state(),
                    step.at(),
                    step.by(),
                    step.owner(),
                    step.due(),
                    step.evidence().expectedFen(),
                    step.evidence().foundFen(),
                    step.evidence().ours(),
                    step.evidence().theirs(),
                    step.outcome().orElse(null),
                    step.reason());
        }
    }

    /** As staff see it. */
    static ExceptionView of(Discrepancy one, List<Discrepancy.Step> steps) {
        return of(one, steps, true, true);
    }

    /** As an institution sees it: no names of staff, and where it is another's record not where that one keeps it. */
    static ExceptionView of(Discrepancy one, Institution caller) {
        return of(
                one, List.of(), false, one.institution().filter(caller::equals).isPresent());
    }

    private static ExceptionView of(Discrepancy one, List<Discrepancy.Step> steps, boolean isStaff, boolean isItsOwn) {
        Discrepancy.Step latest = one.latest();
        return new ExceptionView(
                one.id(),
                one.businessDay(),
                one.kind(),
                one.subject(),
                one.institution().map(Institution::code).orElse(null),
                one.counterparty().map(Institution::code).orElse(null),
                one.record().map(RecordPlace::toString).orElse(null),
                latest.state(),
                isStaff ? latest.owner() : null,
                latest.due(),
                latest.evidence().expectedFen(),
                latest.evidence().foundFen(),
                latest.evidence().amountFen(),
                isItsOwn ? latest.evidence().ours() : null,
                isItsOwn ? latest.evidence().theirs() : null,
                latest.outcome().orElse(null),
                Optional.of(latest.reason())
                        .filter(text -> isStaff && !text.isEmpty())
                        .orElse(null),
                latest.at(),
                isStaff ? latest.by() : null,
                steps.isEmpty() ? null : steps.stream().map(StepView::of).toList());
    }
}
