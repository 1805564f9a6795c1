package cn.haihe.center.clearing.dispute;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Dispute;
import cn.haihe.card.dispute.DisputeReason;
import cn.haihe.card.dispute.DisputeState;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A dispute as the API tells of it.
 *
 * @param record {@code FILE-LINE}, absent where it is about a position
 * @param due until when it has to be answered
 * @param steps with {@code attachments} only where one dispute is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisputeView(
        long id,
        String opener,
        String other,
        LocalDate businessDay,
        String record,
        long claimFen,
        DisputeReason reason,
        String text,
        DisputeState state,
        LocalDate due,
        Instant at,
        List<StepView> steps,
        List<AttachmentView> attachments) {

    /** @param by absent for institutions, as far as it is the centre's */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepView(int step, DisputeState state, Instant at, String institution, String by, String text) {
        static StepView of(Dispute.Step step, boolean isStaff) {
            return new StepView(
                    step.number(),
                    step.state(),
                    step.at(),
                    step.institution().map(Institution::code).orElse(null),
                    isStaff || step.institution().isPresent() ? step.by() : null,
                    step.text());
        }
    }

    public record AttachmentView(
            long id, String institution, String name, String mediaType, int bytes, String sm3, Instant at) {
        static AttachmentView of(Dispute.Attachment one) {
            return new AttachmentView(
                    one.id(), one.institution().code(), one.name(), one.mediaType(), one.bytes(), one.sm3(), one.at());
        }
    }

    static DisputeView of(Dispute one) {
        return of(one, null, null);
    }

    static DisputeView of(
            Dispute one, List<Dispute.Step> steps, List<Dispute.Attachment> attachments, boolean isStaff) {
        return of(
                one,
                steps.stream().map(step -> StepView.of(step, isStaff)).toList(),
                attachments.stream().map(AttachmentView::of).toList());
    }

    private static DisputeView of(Dispute one, List<StepView> steps, List<AttachmentView> attachments) {
        return new DisputeView(
                one.id(),
                one.opener().code(),
                one.other().code(),
                one.businessDay(),
                one.record().map(RecordPlace::toString).orElse(null),
                one.claimFen(),
                one.reason(),
                one.text(),
                one.latest().state(),
                one.latest().due(),
                one.latest().at(),
                steps,
                attachments);
    }
}
