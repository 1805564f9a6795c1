package cn.haihe.center.clearing.rules;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Membership;
import cn.haihe.card.contract.Rule;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleFault;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.rules.RuleViews.InForce;
import cn.haihe.center.clearing.rules.RuleViews.Made;
import cn.haihe.center.clearing.rules.RuleViews.Proposal;
import cn.haihe.center.clearing.rules.RuleViews.RuleView;
import cn.haihe.center.clearing.rules.internal.ProposalRow;
import cn.haihe.center.clearing.rules.internal.RuleJson;
import cn.haihe.center.clearing.rules.internal.RuleProposals;
import cn.haihe.center.clearing.rules.internal.RuleRow;
import cn.haihe.center.clearing.rules.internal.RuleStore;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The rules of clearing, from when each holds, and who wanted them so. Staff see all and propose; an institution sees what is
 * about itself or about everybody.
 */
@Path("/clearing/v1/rules")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class RuleResource {
    private static final int CHANGES_MAX = 500;
    private static final int REASON_LENGTH_MAX = 1_000;

    private final RuleBooks books;
    private final RuleStore store;
    private final RuleProposals proposals;
    private final Caller caller;
    private final AuditNote note;
    private final ObjectMapper json;

    RuleResource(
            RuleBooks books,
            RuleStore store,
            RuleProposals proposals,
            Caller caller,
            AuditNote note,
            ObjectMapper json) {
        this.books = books;
        this.store = store;
        this.proposals = proposals;
        this.caller = caller;
        this.note = note;
        this.json = json;
    }

    /** @param changes each {@code {"kind","validFrom","validTo","content"}} or {@code {"kind","subject","validFrom","ends":true}} */
    public record Wanted(String reason, List<JsonNode> changes) {}

    public record Asked(long proposalId, long approvalId, String state, Instant expiresAt) {}

    public record Page(List<Proposal> proposals, Optional<Long> nextCursor) {}

    public record History(List<Made> versions) {}

    @GET
    @Path("{kind}")
    @Operation(summary = "The rules of a kind that hold on a business day, today where none is named")
    public Uni<InForce> inForce(@RestPath String kind, @RestQuery Optional<String> asOf) {
        RuleKind wanted = kind(kind);
        LocalDate day = asOf.map(RuleResource::day).orElseGet(books::date);
        return books.load()
                .map(book -> new InForce(
                        day,
                        book.edition(),
                        book.asOf(day).versions(wanted).values().stream()
                                .flatMap(version -> shown(version).stream())
                                .map(RuleView::of)
                                .toList()));
    }

    @GET
    @Path("{kind}/{subject}/history")
    @Operation(summary = "All versions of a rule, those to come too, in the order in which they hold")
    public Uni<History> history(@RestPath String kind, @RestPath String subject) {
        RuleKind wanted = kind(kind);
        if (subject.indexOf('\0') >= 0) {
            throw new ProblemException(404, "unknown-rule", "Unknown rule", "No rule is about such a subject.");
        }
        return books.load()
                .chain(book -> store.history(wanted.name(), subject).map(rows -> {
                    Map<Long, RuleRow> byVersion =
                            rows.stream().collect(Collectors.toMap(row -> row.version, Function.identity()));
                    List<Made> made = visible(book, wanted, subject).stream()
                            .map(version -> Made.of(
                                    version,
                                    byVersion.get(version.number()),
                                    caller.institution().isEmpty()))
                            .toList();
                    if (made.isEmpty()) {
                        throw new ProblemException(
                                404,
                                "unknown-rule",
                                "Unknown rule",
                                "There never was a rule of this kind about " + subject + ".");
                    }
                    return new History(made);
                }));
    }

    /** Each sees the versions about itself, and that the last of these ended. */
    private List<RuleVersion> visible(RuleBook book, RuleKind kind, String subject) {
        if (caller.institution().isEmpty()) {
            return book.history(kind, subject);
        }
        List<RuleVersion> visible = new ArrayList<>();
        boolean wasTheirs = false;
        for (RuleVersion version : book.history(kind, subject)) {
            Optional<RuleVersion> shown = version.change().rule().flatMap(rule -> shown(version));
            if (shown.isPresent()) {
                visible.add(shown.get());
            } else if (wasTheirs) {
                visible.add(ended(version));
            }
            wasTheirs = shown.isPresent();
        }
        return visible;
    }

    /** For whom it is about no longer, whatever holds for others. */
    private static RuleVersion ended(RuleVersion version) {
        RuleChange change = version.change();
        return new RuleVersion(version.number(), RuleChange.end(change.kind(), change.subject(), change.validFrom()));
    }

    /** @param version one that holds something */
    private Optional<RuleVersion> shown(RuleVersion version) {
        Optional<Institution> own = caller.institution();
        Rule rule = version.change().rule().orElseThrow();
        if (own.isEmpty() || rule.parties().contains(own.get())) {
            return Optional.of(version);
        }
        return switch (rule.kind()) {
            case DAY_BOUNDARY, SETTLEMENT_DAY, CARD_RANGE -> Optional.of(version);
            case INSTITUTION -> Optional.of(withoutAccount(version, (Membership) rule, own.get()));
            case CONTRACT, NET_DEBIT_CAP, JOURNEY_AGREEMENT, TAC_KEY, SIGNING_KEY -> Optional.empty();
        };
    }

    private static RuleVersion withoutAccount(RuleVersion version, Membership one, Institution own) {
        if (one.institution().equals(own)) {
            return version;
        }
        RuleChange change = version.change();
        Membership shown = new Membership(
                one.institution(), one.nameZh(), one.nameEn(), one.city(), "-", one.issues(), one.acquires());
        return new RuleVersion(
                version.number(),
                new RuleChange(
                        change.kind(), change.subject(), change.validFrom(), change.validTo(), Optional.of(shown)));
    }

    @POST
    @Path("proposals")
    @RolesAllowed(Roles.CLEARING)
    @Audited("clearing.rules.propose")
    @Cancellable(false)
    @Operation(summary = "Propose changes that hold together or not at all; a second person of the staff approves them")
    public Uni<Response> propose(Wanted wanted) {
        if (wanted == null || wanted.changes() == null || wanted.changes().isEmpty()) {
            throw malformed("Send {\"reason\",\"changes\":[…]} as JSON.");
        }
        if (wanted.changes().size() > CHANGES_MAX) {
            throw malformed("At most " + CHANGES_MAX + " changes may be proposed together.");
        }
        String reason = wanted.reason();
        if (reason == null || reason.isBlank() || reason.length() > REASON_LENGTH_MAX || reason.indexOf('\0') >= 0) {
            throw malformed("reason must be a text of at most " + REASON_LENGTH_MAX + " characters.");
        }
        List<RuleChange> changes = new ArrayList<>();
        for (JsonNode one : wanted.changes()) {
            changes.add(change(one, changes.size()));
        }
        return proposals
                .faults(changes)
                .invoke(RuleResource::refuse)
                .chain(() -> proposals.propose(changes, reason, caller.name()))
                .invoke(row -> note.add("proposal", row.id)
                        .add("approval", row.approval)
                        .add("changes", changes.size()))
                .map(row -> Response.status(202)
                        .entity(new Asked(row.id, row.approval, row.state.name(), row.expiresAt.toInstant()))
                        .build());
    }

    private static RuleChange change(JsonNode node, int place) {
        try {
            return RuleJson.readChange(node);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(422, "unfit-rule", "Unfit rule", e.getMessage() + ".")
                    .with("change", place));
        }
    }

    private static void refuse(List<RuleFault> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(
                            422,
                            "rules-do-not-fit",
                            "The rules would not fit each other",
                            "With these changes the rules would not be whole: "
                                    + faults.get(0).kind() + ", "
                                    + faults.get(0).detail() + ".")
                    .with("faults", faults.stream().map(RuleViews.Fault::of).toList()));
        }
    }

    @GET
    @Path("proposals")
    @RolesAllowed(Roles.CLEARING)
    @Operation(summary = "What was proposed, newest first, and what came of it")
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return proposals
                .list(cursor.orElse(Long.MAX_VALUE), limit)
                .map(rows -> new Page(
                        rows.stream().map(this::proposal).toList(),
                        rows.size() < limit ? Optional.empty() : Optional.of(rows.get(rows.size() - 1).id)));
    }

    @GET
    @Path("proposals/{id}")
    @RolesAllowed(Roles.CLEARING)
    @Operation(summary = "One proposal with its changes, for the second person")
    public Uni<Proposal> get(@RestPath long id) {
        return proposals
                .find(id)
                .map(found -> found.map(this::proposal)
                        .orElseThrow(() -> new ProblemException(
                                404, "unknown-proposal", "Unknown proposal", "Nobody proposed " + id + ".")));
    }

    private Proposal proposal(ProposalRow row) {
        try {
            return Proposal.of(row, json.readTree(row.changes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuleKind kind(String text) {
        for (RuleKind kind : RuleKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return kind;
            }
        }
        throw new ProblemException(
                404, "unknown-rule", "Unknown rule", "There is no kind of rules called " + text + ".");
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    400, "malformed-parameter", "Malformed parameter", "asOf is a business day, 2026-11-22.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-body", "Malformed body", detail);
    }
}
