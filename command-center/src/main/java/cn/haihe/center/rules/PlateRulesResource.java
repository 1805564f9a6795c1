package cn.haihe.center.rules;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.routing.rule.PlateTable;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The table of plate rules, for those who keep it. */
@Path("/api/v1/rules/plates")
@Tag(name = "Rules")
public class PlateRulesResource {
    private static final int REASON_LENGTH_MAX = 500;

    private final PlateRuleBook book;
    private final SecurityIdentity identity;
    private final AuditNote note;
    private final ObjectMapper mapper;

    PlateRulesResource(PlateRuleBook book, SecurityIdentity identity, AuditNote note, ObjectMapper mapper) {
        this.book = book;
        this.identity = identity;
        this.note = note;
        this.mapper = mapper;
    }

    /** @param changedBy absent, as are the two after it, for edition 0 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EditionBody(long edition, String changedBy, Instant changedAt, String reason, PlateTableBody table) {}

    /** @param edition the one that the editor saw */
    public record NewTable(Long edition, String reason, PlateTableBody table) {}

    @GET
    @NonBlocking
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The rules of number plates in force")
    public EditionBody get() {
        return body(book.current());
    }

    @PUT
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("rules.plates.replace")
    @Cancellable(false)
    @Operation(summary = "Puts another table of plate rules in force")
    public Uni<EditionBody> replace(NewTable wanted) {
        if (wanted == null || wanted.edition() == null || wanted.table() == null) {
            throw unfit("edition and table are needed");
        }
        if (wanted.reason() == null
                || wanted.reason().isBlank()
                || wanted.reason().length() > REASON_LENGTH_MAX) {
            throw unfit("a reason of at most " + REASON_LENGTH_MAX + " characters is needed");
        }
        PlateTable table = read(wanted.table());
        note.add("edition", wanted.edition()).add("reason", wanted.reason());
        return book.replace(wanted.edition(), table, identity.getPrincipal().getName(), wanted.reason())
                .map(edition -> edition.orElseThrow(() -> new ProblemException(
                        409,
                        "plate-rules-changed",
                        "Rules changed meanwhile",
                        "Edition " + wanted.edition() + " is not in force; read the rules again.")))
                .map(this::body);
    }

    private static PlateTable read(PlateTableBody body) {
        try {
            return body.toTable();
        } catch (IllegalArgumentException e) {
            throw unfit(e.getMessage());
        }
    }

    private static ProblemException unfit(String why) {
        return new ProblemException(422, "unfit-plate-rules", "Unfit rules of plates", why + ".");
    }

    private EditionBody body(PlateEdition edition) {
        var change = edition.change();
        return new EditionBody(
                edition.number(),
                change.map(PlateEdition.Change::by).orElse(null),
                change.map(PlateEdition.Change::at).orElse(null),
                change.map(PlateEdition.Change::reason).orElse(null),
                PlateTableBody.of(edition.table(), mapper));
    }
}
