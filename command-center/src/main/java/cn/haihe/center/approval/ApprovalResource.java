package cn.haihe.center.approval;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.approval.internal.PostgresApprovals;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What waits for a second person, and their word. */
@Path("/api/v1/approvals")
@Tag(name = "Approvals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.CLEARING, Roles.ADMINISTRATOR})
@NonBlocking
public class ApprovalResource {
    private static final int NOTE_LENGTH_MAX = 1_000;

    private final PostgresApprovals approvals;
    private final SecurityIdentity identity;
    private final AuditNote audit;
    private final ObjectMapper json;

    ApprovalResource(PostgresApprovals approvals, SecurityIdentity identity, AuditNote audit, ObjectMapper json) {
        this.approvals = approvals;
        this.identity = identity;
        this.audit = audit;
        this.json = json;
    }

    /** @param decidedBy null, with all behind it, while nobody decided */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            long id,
            String kind,
            String subject,
            String summary,
            String reason,
            String requestedBy,
            Instant requestedAt,
            Instant expiresAt,
            ApprovalState state,
            String decidedBy,
            Instant decidedAt,
            String note) {
        static View of(Approval approval) {
            Optional<Approval.Decision> decision = approval.decision();
            return new View(
                    approval.id(),
                    approval.kind(),
                    approval.subject(),
                    approval.summary(),
                    approval.reason(),
                    approval.requestedBy(),
                    approval.requestedAt(),
                    approval.expiresAt(),
                    approval.state(),
                    decision.map(Approval.Decision::by).orElse(null),
                    decision.map(Approval.Decision::at).orElse(null),
                    decision.map(Approval.Decision::note).orElse(null));
        }
    }

    public record Page(List<View> approvals, Optional<Long> nextCursor) {}

    /** @param note may be absent */
    public record Word(String note) {}

    @GET
    @Operation(
            summary = "What your roles may decide and what you asked for yourself, newest first; pending ones or all")
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor,
            @RestQuery @DefaultValue("PENDING") String state,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (!state.equals("PENDING") && !state.equals("ALL")) {
            throw new ProblemException(
                    400, "malformed-parameter", "Malformed parameter", "state must be PENDING or ALL.");
        }
        return approvals
                .list(identity.getRoles(), who(), state.equals("PENDING"), cursor.orElse(Long.MAX_VALUE), limit)
                .map(found -> new Page(
                        found.stream().map(View::of).toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).id())));
    }

    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @Audited("approval.approve")
    @Cancellable(false)
    @Operation(summary = "Approve what another person asked for; what was asked for begins")
    public Uni<View> approve(
            @RestPath long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Word.class))) String body) {
        return decide(id, true, word(body));
    }

    @POST
    @Path("{id}/refuse")
    @Consumes(MediaType.WILDCARD)
    @Audited("approval.refuse")
    @Cancellable(false)
    @Operation(summary = "Refuse what was asked for")
    public Uni<View> refuse(
            @RestPath long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Word.class))) String body) {
        return decide(id, false, word(body));
    }

    @POST
    @Path("{id}/withdraw")
    @Audited("approval.withdraw")
    @Cancellable(false)
    @Operation(summary = "Take back what you asked for yourself")
    public Uni<View> withdraw(@RestPath long id) {
        return approvals.withdrawOwn(id, who()).invoke(this::remember).map(View::of);
    }

    /** Read here, since a request without a body names no form that could be chosen by. */
    private Word word(String body) {
        try {
            return body == null || body.isBlank() ? null : json.readValue(body, Word.class);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    400, "malformed-body", "Malformed body", "The body is {\"note\":\"…\"} as JSON, or none.");
        }
    }

    private Uni<View> decide(long id, boolean approve, Word word) {
        String note = word == null || word.note() == null ? "" : word.note();
        if (note.length() > NOTE_LENGTH_MAX) {
            throw new ProblemException(
                    400, "malformed-body", "Malformed body", "note has at most " + NOTE_LENGTH_MAX + " characters.");
        }
        return approvals
                .decide(id, approve, who(), identity.getRoles(), note)
                .invoke(this::remember)
                .map(View::of);
    }

    private void remember(Approval approval) {
        audit.add("kind", approval.kind())
                .add("subject", approval.subject())
                .add("requestedBy", approval.requestedBy())
                .add("state", approval.state());
    }

    private String who() {
        return identity.getPrincipal().getName();
    }
}
