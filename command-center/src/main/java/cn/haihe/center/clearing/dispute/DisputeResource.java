package cn.haihe.center.clearing.dispute;

import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Dispute;
import cn.haihe.card.dispute.DisputeReason;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.DisputeStateException.Why;
import cn.haihe.card.dispute.Disputes;
import cn.haihe.card.dispute.Disputes.Filter;
import cn.haihe.card.dispute.Disputes.Opening;
import cn.haihe.card.dispute.Disputes.Remedy;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.RecordShares;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Disputes between institutions: they open and answer them, staff decide; nobody else sees them. */
@Path("/clearing/v1/disputes")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class DisputeResource {
    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}._ -]{1,100}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-zA-Z0-9.+-]{1,80}");

    private final Disputes disputes;
    private final DisputeDeciding deciding;
    private final ClearedRecords records;
    private final RecordShares shares;
    private final Caller caller;
    private final AuditNote note;

    DisputeResource(
            Disputes disputes,
            DisputeDeciding deciding,
            ClearedRecords records,
            RecordShares shares,
            Caller caller,
            AuditNote note) {
        this.disputes = disputes;
        this.deciding = deciding;
        this.records = records;
        this.shares = shares;
        this.caller = caller;
        this.note = note;
    }

    public record Page(List<DisputeView> disputes, Optional<Long> nextCursor) {}

    /** @param record {@code FILE-LINE}, or {@code businessDay} of a position */
    public record Asking(String other, String record, String businessDay, Long claimFen, String reason, String text) {}

    /** @param concedes whether the other agrees */
    public record Answer(Boolean concedes, String text) {}

    public record Saying(String text) {}

    /**
     * @param remedy where it is upheld: {@code PAY} with {@code amountFen}, {@code ACCEPT_RECORD} or {@code
     *     TAKE_BACK_RECORD}
     */
    public record Decision(Boolean upheld, String remedy, Long amountFen, String text) {}

    public record Asked(long adjustmentId, long approvalId, String state, Instant expiresAt) {}

    @GET
    @Operation(summary = "Disputes, the latest first; an institution sees those that it opened or has to answer")
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor,
            @RestQuery @DefaultValue("UNDECIDED") String state,
            @RestQuery Optional<String> businessDay,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (!state.equals("UNDECIDED") && !state.equals("ALL")) {
            throw Bodies.malformed("state must be UNDECIDED or ALL.");
        }
        Filter filter = new Filter(
                caller.institution(),
                state.equals("UNDECIDED"),
                businessDay.map(text -> Bodies.day(text, "businessDay")));
        return disputes.list(filter, cursor.orElse(Long.MAX_VALUE), limit)
                .map(found -> new Page(
                        found.stream().map(DisputeView::of).toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).id())));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One dispute with every step and attachment of it")
    public Uni<DisputeView> get(@RestPath long id) {
        return find(id).chain(one -> disputes.listSteps(id)
                .chain(steps -> disputes.listAttachments(id)
                        .map(attachments -> DisputeView.of(
                                one, steps, attachments, caller.institution().isEmpty()))));
    }

    @POST
    @RolesAllowed(Roles.INSTITUTION)
    @Audited("clearing.dispute.open")
    @Cancellable(false)
    @Operation(summary = "Dispute a record, or the position of a sealed day, with another institution")
    public Uni<Response> open(Asking asking) {
        if (asking == null
                || asking.claimFen() == null
                || (asking.record() == null) == (asking.businessDay() == null)) {
            throw Bodies.malformed(
                    "Send {\"other\",\"record\" or \"businessDay\",\"claimFen\",\"reason\",\"text\"} as JSON.");
        }
        Institution own = own();
        Institution other = other(asking.other());
        Opening opening = new Opening(
                own,
                other,
                asking.businessDay() == null ? null : Bodies.day(asking.businessDay(), "businessDay"),
                Optional.ofNullable(asking.record()).map(Bodies::record),
                Bodies.fen(asking.claimFen(), "claimFen"),
                Bodies.name(DisputeReason.class, asking.reason(), "reason"),
                Bodies.text(asking.text(), "text"));
        return told(disputes.open(opening, caller.name()))
                .invoke(one -> note.add("dispute", one.id()).add("claimFen", one.claimFen()))
                .map(one -> Response.status(201).entity(DisputeView.of(one)).build());
    }

    @POST
    @Path("{id}/answer")
    @RolesAllowed(Roles.INSTITUTION)
    @Audited("clearing.dispute.answer")
    @Cancellable(false)
    @Operation(summary = "Agree with a dispute, or not")
    public Uni<DisputeView> answer(@RestPath long id, Answer answer) {
        if (answer == null || answer.concedes() == null) {
            throw Bodies.malformed("Send {\"concedes\",\"text\"} as JSON.");
        }
        note.add("concedes", answer.concedes());
        return told(disputes.answer(id, own(), answer.concedes(), Bodies.text(answer.text(), "text"), caller.name()))
                .map(DisputeView::of);
    }

    @POST
    @Path("{id}/withdraw")
    @RolesAllowed(Roles.INSTITUTION)
    @Audited("clearing.dispute.withdraw")
    @Cancellable(false)
    @Operation(summary = "Take back a dispute that one opened")
    public Uni<DisputeView> withdraw(@RestPath long id, Saying saying) {
        String text = Bodies.text(saying == null ? null : saying.text(), "text");
        return told(disputes.withdraw(id, own(), text, caller.name())).map(DisputeView::of);
    }

    @POST
    @Path("{id}/decision")
    @RolesAllowed(Roles.CLEARING)
    @Audited("clearing.dispute.decide")
    @Cancellable(false)
    @Operation(summary = "Dismiss a dispute, or ask a second person to uphold it by an adjustment")
    public Uni<Response> decide(@RestPath long id, Decision decision) {
        if (decision == null || decision.upheld() == null) {
            throw Bodies.malformed("Send {\"upheld\",\"remedy\",\"text\"} as JSON.");
        }
        String text = Bodies.text(decision.text(), "text");
        note.add("upheld", decision.upheld()).add("text", text);
        if (!decision.upheld()) {
            return told(disputes.dismiss(id, text, caller.name()))
                    .map(one -> Response.ok(DisputeView.of(one)).build());
        }
        return find(id).chain(one -> remedy(one, decision))
                .chain(remedy -> told(disputes.askAdjustment(id, remedy, text, caller.name())))
                .chain(kept -> deciding.ask(id, kept).map(approval -> {
                    note.add("adjustment", kept.id()).add("approval", approval.id());
                    return Response.status(202)
                            .entity(new Asked(
                                    kept.id(), approval.id(), approval.state().name(), approval.expiresAt()))
                            .build();
                }));
    }

    @POST
    @Path("{id}/attachments")
    @RolesAllowed(Roles.INSTITUTION)
    @Consumes(MediaType.WILDCARD)
    @Audited("clearing.dispute.attach")
    @Cancellable(false)
    @Operation(summary = "Add evidence: one file as the body, named by ?name=")
    public Uni<Response> attach(
            @RestPath long id,
            @RestQuery Optional<String> name,
            @RestHeader(HttpHeaders.CONTENT_TYPE) Optional<String> type,
            byte[] body) {
        String file = name.filter(told -> FILE_NAME.matcher(told).matches())
                .orElseThrow(() -> Bodies.malformed("name has 1 to 100 letters, digits, blanks and . _ -"));
        String mediaType = type.map(told -> told.split(";")[0].strip())
                .filter(told -> MEDIA_TYPE.matcher(told).matches())
                .orElse(MediaType.APPLICATION_OCTET_STREAM);
        byte[] bytes = body == null ? new byte[0] : body;
        return told(disputes.attach(id, own(), file, mediaType, bytes))
                .invoke(one -> note.add("sm3", one.sm3()).add("bytes", one.bytes()))
                .map(one -> Response.status(201)
                        .entity(DisputeView.AttachmentView.of(one))
                        .build());
    }

    /** Never shown by the browser itself: it is what an institution sent. */
    @GET
    @Path("{id}/attachments/{attachment}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Evidence as it was sent")
    public Uni<Response> content(@RestPath long id, @RestPath long attachment) {
        return find(id).chain(one -> disputes.findContent(id, attachment))
                .map(found -> Response.ok(found.orElseThrow(() -> new ProblemException(
                                404, "unknown-attachment", "Unknown attachment", "No such attachment to it.")))
                        .header("Content-Disposition", "attachment; filename=\"" + id + "-" + attachment + "\"")
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }

    private Uni<Remedy> remedy(Dispute one, Decision decision) {
        return switch (String.valueOf(decision.remedy())) {
            case "PAY" ->
                Uni.createFrom()
                        .item(new Remedy.Pay(Optional.ofNullable(decision.amountFen())
                                .filter(fen -> fen > 0)
                                .orElseThrow(() -> Bodies.malformed("amountFen must be above zero."))));
            case "TAKE_BACK_RECORD" -> Uni.createFrom().item(new Remedy.TakeBackRecord());
            case "ACCEPT_RECORD" -> {
                var place = one.record()
                        .orElseThrow(
                                () -> problem(new DisputeStateException(Why.UNFIT_REMEDY, "it is about no record")));
                yield records.find(place.fileId(), place.line())
                        .map(found -> found.orElseThrow(() -> problem(new DisputeStateException(
                                Why.UNKNOWN_RECORD, "record " + place + " lies in an archive"))))
                        .map(record -> new Remedy.AcceptRecord(shares.issuerFen(record)));
            }
            default -> throw Bodies.malformed("remedy must be PAY, ACCEPT_RECORD or TAKE_BACK_RECORD.");
        };
    }

    private Institution own() {
        return caller.institution().orElseThrow();
    }

    private static Institution other(String code) {
        try {
            return new Institution(Bodies.text(code, "other"));
        } catch (IllegalArgumentException e) {
            throw Bodies.malformed("other: " + e.getMessage());
        }
    }

    /** Others' disputes are as unknown as those that there are not. */
    private Uni<Dispute> find(long id) {
        return disputes.find(id)
                .map(found -> found.filter(
                                one -> caller.institution().map(one::isParty).orElse(true))
                        .orElseThrow(() ->
                                problem(new DisputeStateException(Why.UNKNOWN_DISPUTE, "there is no dispute " + id))));
    }

    static <T> Uni<T> told(Uni<T> act) {
        return act.onFailure(DisputeStateException.class).transform(e -> problem((DisputeStateException) e));
    }

    static ProblemException problem(DisputeStateException e) {
        int status = switch (e.why()) {
            case UNKNOWN_DISPUTE, UNKNOWN_RECORD -> 404;
            case UNFIT_REMEDY, DAY_NOT_DISPUTABLE -> 422;
            case TOO_MANY_DISPUTES -> 429;
            case TOO_MANY_ATTACHMENTS -> 413;
            case DISPUTE_EXISTS, WRONG_STATE, RECORD_DECIDED -> 409;
        };
        String slug = e.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new ProblemException(status, slug, "The dispute cannot be dealt with so", e.getMessage());
    }
}
