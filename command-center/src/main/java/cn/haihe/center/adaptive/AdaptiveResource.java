package cn.haihe.center.adaptive;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.adaptive.internal.AdaptiveDesk;
import cn.haihe.center.adaptive.internal.AdaptiveViews.Controlled;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Junctions under adaptive control. */
@Path("/api/v1/signals")
@NonBlocking
@Tag(name = "Signals")
public class AdaptiveResource {
    private static final int BODY_BYTES_MAX = 4096;
    private static final int REASON_LENGTH_MAX = 500;

    private final AdaptiveDesk desk;
    private final SignalField field;
    private final SecurityIdentity identity;
    private final AuditNote note;
    private final ObjectMapper mapper;

    AdaptiveResource(
            AdaptiveDesk desk, SignalField field, SecurityIdentity identity, AuditNote note, ObjectMapper mapper) {
        this.desk = desk;
        this.field = field;
        this.identity = identity;
        this.note = note;
        this.mapper = mapper;
    }

    @GET
    @Path("adaptive")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "All junctions under adaptive control, and how each fares")
    public List<Controlled> list() {
        return desk.list();
    }

    @GET
    @Path("{id}/adaptive")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The adaptive control of one junction")
    public Controlled get(@RestPath String id) {
        field.getJunction(id);
        return desk.find(id).orElseThrow(() -> notAdaptive(id));
    }

    @POST
    @Path("{id}/adaptive")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.adaptive")
    @Cancellable(false)
    @Operation(
            summary =
                    "Control a junction by what its detectors see, until it is given back; in shadow only compare with its plan")
    public Uni<Response> start(@RestPath String id, byte[] body) {
        field.getJunction(id);
        Wanted wanted = read(body);
        note.add("junction", id).add("shadow", wanted.shadow()).add("reason", wanted.reason());
        return desk.start(id, !wanted.shadow(), who(), wanted.reason())
                .map(controlled -> Response.status(201).entity(controlled).build());
    }

    @DELETE
    @Path("{id}/adaptive")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.adaptive.release")
    @Cancellable(false)
    @Operation(summary = "Give a junction back to its plan")
    public Uni<Response> release(@RestPath String id) {
        field.getJunction(id);
        note.add("junction", id);
        if (desk.find(id).isEmpty()) {
            throw notAdaptive(id);
        }
        return desk.release(id).map(done -> Response.noContent().build());
    }

    private record Wanted(boolean shadow, String reason) {}

    private Wanted read(byte[] body) {
        if (body != null && body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "It has at most 4 KiB.");
        }
        try {
            JsonNode json = mapper.readTree(body == null ? new byte[0] : body);
            String reason = json.path("reason").asText("").strip();
            JsonNode shadow = json.path("shadow");
            boolean isWhole = json.isObject()
                    && (shadow.isMissingNode() ? json.size() == 1 : json.size() == 2 && shadow.isBoolean());
            if (isWhole && !reason.isEmpty() && reason.length() <= REASON_LENGTH_MAX) {
                return new Wanted(shadow.asBoolean(false), reason);
            }
        } catch (IOException notJson) {
            // is told below like all else that is not such an object
        }
        throw new ProblemException(
                400,
                "malformed-body",
                "Malformed body",
                "It must be {\"reason\":\"…\"} with 1 to " + REASON_LENGTH_MAX
                        + " characters, and may have \"shadow\":true.");
    }

    private static ProblemException notAdaptive(String id) {
        return new ProblemException(404, "not-adaptive", "Not adaptive", id + " is not under adaptive control.");
    }

    private String who() {
        return identity.getPrincipal().getName();
    }
}
