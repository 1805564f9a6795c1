package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.reconciliation.Discrepancies;
import cn.haihe.card.reconciliation.Discrepancies.Filter;
import cn.haihe.card.reconciliation.Discrepancies.Remedy;
import cn.haihe.card.reconciliation.Discrepancy;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.DiscrepancyOutcome;
import cn.haihe.card.reconciliation.DiscrepancyStateException;
import cn.haihe.card.reconciliation.DiscrepancyStateException.Why;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What does not agree between records, ledger and bank, and what people make of it. */
@Path("/clearing/v1/exceptions")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CLEARING)
public class ExceptionResource {
    private final Discrepancies discrepancies;
    private final Adjusting adjusting;
    private final ClearedRecords records;
    private final RecordShares shares;
    private final Caller caller;
    private final AuditNote note;

    ExceptionResource(
            Discrepancies discrepancies,
            Adjusting adjusting,
            ClearedRecords records,
            RecordShares shares,
            Caller caller,
            AuditNote note) {
        this.discrepancies = discrepancies;
        this.adjusting = adjusting;
        this.records = records;
        this.shares = shares;
        this.caller = caller;
        this.note = note;
    }

    public record Page(List<ExceptionView> exceptions, Optional<Long> nextCursor) {}

    public record Owner(String owner, String reason) {}

    public record Resolution(String outcome, String reason) {}

    /**
     * @param remedy {@code ACCEPT_RECORD}, {@code TAKE_BANK_MOVE} or {@code BETWEEN}
     * @param debtor with {@code creditor} and {@code amountFen} of {@code BETWEEN} only
     */
    public record Putting(String remedy, String debtor, String creditor, Long amountFen, String reason) {}

    public record Asked(long adjustmentId, long approvalId, String state, Instant expiresAt) {}

    @GET
    @RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
    @Operation(summary = "Exceptions, the first found first; an institution sees its own")
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor,
            @RestQuery @DefaultValue("UNRESOLVED") String state,
            @RestQuery Optional<String> businessDay,
            @RestQuery Optional<String> kind,
            @RestQuery Optional<String> institution,
            @RestQuery Optional<String> owner,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (!state.equals("UNRESOLVED") && !state.equals("ALL")) {
            throw Bodies.malformed("state must be UNRESOLVED or ALL.");
        }
        Optional<Institution> own = caller.institution();
        Filter filter = new Filter(
                state.equals("UNRESOLVED"),
                businessDay.map(text -> Bodies.day(text, "businessDay")),
                Bodies.findName(DiscrepancyKind.class, kind, "kind"),
                own.or(() -> institution.map(caller::mayHandle)),
                own.isPresent() ? Optional.empty() : owner);
        return discrepancies
                .list(filter, cursor.orElse(0L), limit)
                .map(found -> new Page(
                        found.stream()
                                .map(one -> own.map(institutionItself -> ExceptionView.of(one, institutionItself))
                                        .orElseGet(() -> ExceptionView.of(one, List.of())))
                                .toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).id())));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One exception with every step of it")
    public Uni<ExceptionView> get(@RestPath long id) {
        return find(id).chain(one -> discrepancies.listSteps(id).map(steps -> ExceptionView.of(one, steps)));
    }

    @POST
    @Path("{id}/assign")
    @Audited("clearing.exception.assign")
    @Cancellable(false)
    @Operation(summary = "Say who sees to it")
    public Uni<ExceptionView> assign(@RestPath long id, Owner owner) {
        if (owner == null) {
            throw Bodies.malformed("Send {\"owner\",\"reason\"} as JSON.");
        }
        note.add("owner", owner.owner());
        return view(discrepancies.assign(
                id, Bodies.text(owner.owner(), "owner"), caller.name(), Bodies.text(owner.reason(), "reason")));
    }

    @POST
    @Path("{id}/resolve")
    @Audited("clearing.exception.resolve")
    @Cancellable(false)
    @Operation(summary = "Resolve it without new entries in the ledger: EXPLAINED, CORRECTED_BY_BANK or RECORD_REFUSED")
    public Uni<ExceptionView> resolve(@RestPath long id, Resolution resolution) {
        if (resolution == null) {
            throw Bodies.malformed("Send {\"outcome\",\"reason\"} as JSON.");
        }
        DiscrepancyOutcome outcome = Bodies.name(DiscrepancyOutcome.class, resolution.outcome(), "outcome");
        note.add("outcome", outcome).add("reason", resolution.reason());
        return view(discrepancies.resolve(id, outcome, caller.name(), Bodies.text(resolution.reason(), "reason")));
    }

    @POST
    @Path("{id}/adjustment")
    @Audited("clearing.exception.adjust")
    @Cancellable(false)
    @Operation(summary = "Ask a second person to put it right by new entries in the ledger, netted in the open window")
    public Uni<Response> adjust(@RestPath long id, Putting putting) {
        if (putting == null) {
            throw Bodies.malformed("Send {\"remedy\",\"reason\"} as JSON.");
        }
        String reason = Bodies.text(putting.reason(), "reason");
        note.add("remedy", putting.remedy()).add("reason", reason);
        return find(id).chain(one -> remedy(one, putting))
                .chain(remedy -> discrepancies.askAdjustment(id, remedy, caller.name(), reason))
                .chain(kept -> adjusting.ask(id, kept).map(approval -> {
                    note.add("adjustment", kept.id()).add("approval", approval.id());
                    return Response.status(202)
                            .entity(new Asked(
                                    kept.id(), approval.id(), approval.state().name(), approval.expiresAt()))
                            .build();
                }))
                .onFailure(DiscrepancyStateException.class)
                .transform(e -> problem((DiscrepancyStateException) e));
    }

    @DELETE
    @Path("{id}/adjustment")
    @Audited("clearing.exception.adjustment.drop")
    @Cancellable(false)
    @Operation(summary = "Let an adjustment go that waits for a second person; approving it does nothing afterwards")
    public Uni<ExceptionView> drop(@RestPath long id) {
        return adjusting
                .letGo(id, caller.name())
                .onFailure(DiscrepancyStateException.class)
                .transform(e -> problem((DiscrepancyStateException) e))
                .chain(() -> get(id));
    }

    private Uni<Remedy> remedy(Discrepancy one, Putting putting) {
        return switch (String.valueOf(putting.remedy())) {
            case "ACCEPT_RECORD" -> {
                var place = one.record()
                        .orElseThrow(() -> problem(new DiscrepancyStateException(
                                one.id(), Why.UNFIT_REMEDY, one.kind() + " is about no record")));
                yield records.find(place.fileId(), place.line())
                        .map(found -> found.orElseThrow(() -> problem(new DiscrepancyStateException(
                                one.id(), Why.RECORD_DECIDED, "record " + place + " lies in an archive"))))
                        .map(record -> new Remedy.AcceptRecord(shares.issuerFen(record)));
            }
            case "TAKE_BANK_MOVE" -> Uni.createFrom().item(new Remedy.TakeBankMove());
            case "BETWEEN" ->
                Uni.createFrom()
                        .item(new Remedy.Between(
                                participant(putting.debtor(), "debtor"),
                                participant(putting.creditor(), "creditor"),
                                Bodies.fen(putting.amountFen(), "amountFen")));
            default -> throw Bodies.malformed("remedy must be ACCEPT_RECORD, TAKE_BANK_MOVE or BETWEEN.");
        };
    }

    private Institution participant(String code, String field) {
        return caller.mayHandle(Bodies.text(code, field));
    }

    private Uni<Discrepancy> find(long id) {
        return discrepancies
                .find(id)
                .map(found -> found.orElseThrow(() -> problem(
                        new DiscrepancyStateException(id, Why.UNKNOWN_EXCEPTION, "there is no such exception"))));
    }

    private static Uni<ExceptionView> view(Uni<Discrepancy> act) {
        return act.onFailure(DiscrepancyStateException.class)
                .transform(e -> problem((DiscrepancyStateException) e))
                .map(one -> ExceptionView.of(one, List.of()));
    }

    private static ProblemException problem(DiscrepancyStateException e) {
        int status = switch (e.why()) {
            case UNKNOWN_EXCEPTION -> 404;
            case UNFIT_REMEDY -> 422;
            case WRONG_STATE, RECORD_DECIDED -> 409;
        };
        String slug = e.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new ProblemException(status, slug, "The exception cannot be dealt with so", e.getMessage());
    }
}
