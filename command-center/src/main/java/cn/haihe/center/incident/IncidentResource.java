package cn.haihe.center.incident;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.incident.internal.Draft;
import cn.haihe.center.incident.internal.IncidentForm;
import cn.haihe.center.incident.internal.IncidentViews;
import cn.haihe.center.incident.internal.Incidents;
import cn.haihe.center.place.PlaceParameters;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Incidents and closures as operators tell of them. */
@Path("/api/v1/incidents")
@Tag(name = "Incidents")
public class IncidentResource {
    private static final Pattern ID = Pattern.compile("i([0-9]{1,18})");
    private static final Set<String> STATES = Set.of("OPEN", "SCHEDULED", "ACTIVE", "OVER", "ALL");
    private static final int LIMIT_MAX = 1_000;

    private final Incidents incidents;
    private final IncidentForm form;
    private final IncidentViews views;
    private final SecurityIdentity identity;
    private final AuditNote note;

    IncidentResource(
            Incidents incidents, IncidentForm form, IncidentViews views, SecurityIdentity identity, AuditNote note) {
        this.incidents = incidents;
        this.form = form;
        this.views = views;
        this.identity = identity;
        this.note = note;
    }

    @GET
    @NonBlocking
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Incidents, newest first; state is OPEN (not over), SCHEDULED, ACTIVE, OVER or ALL")
    public Uni<IncidentViews.Page> list(
            @QueryParam("state") @DefaultValue("OPEN") String state,
            @QueryParam("cursor") @DefaultValue("9223372036854775807") long cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (!STATES.contains(state)) {
            throw PlaceParameters.malformed("state must be one of OPEN, SCHEDULED, ACTIVE, OVER, ALL.");
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw PlaceParameters.malformed("limit must be 1 to " + LIMIT_MAX + ".");
        }
        return incidents.list(state, cursor, limit + 1).map(found -> page(found, limit));
    }

    private IncidentViews.Page page(List<Incident> found, int limit) {
        List<Incident> shown = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit ? Long.toString(shown.get(limit - 1).number()) : null;
        return new IncidentViews.Page(shown.stream().map(views::shown).toList(), next);
    }

    @GET
    @Path("{id}")
    @NonBlocking
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "One incident, over or not")
    public Uni<IncidentViews.Shown> get(@RestPath String id) {
        return incidents.get(number(id)).map(views::shown);
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("incident.add")
    @Cancellable(false)
    @Operation(
            summary = "Tell of an incident, now or planned; it acts on routes within about a second of its beginning")
    public Uni<Response> add(byte[] body) {
        Draft draft = remembered(form.read(body));
        return incidents
                .add(draft, who())
                .invoke(incident -> note.add("incident", incident.id()))
                .map(incident -> Response.status(Response.Status.CREATED)
                        .entity(views.shown(incident))
                        .build());
    }

    @PUT
    @Path("{id}")
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("incident.change")
    @Cancellable(false)
    @Operation(summary = "Replace what is told of an incident that is not over")
    public Uni<IncidentViews.Shown> change(@RestPath String id, byte[] body) {
        Draft draft = remembered(form.read(body));
        return incidents.change(number(id), draft, who()).map(views::shown);
    }

    @DELETE
    @Path("{id}")
    @NonBlocking
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("incident.end")
    @Cancellable(false)
    @Operation(summary = "End an incident now; it stays readable")
    public Uni<IncidentViews.Shown> end(@RestPath String id) {
        return incidents.end(number(id), who()).map(views::shown);
    }

    private Draft remembered(Draft draft) {
        note.add("kind", draft.kind()).add("effect", draft.effect());
        note.add("segments", draft.segmentIds().size());
        note.add("from", draft.from())
                .add("until", draft.until().map(Object::toString).orElse("open"));
        note.add("first", draft.segmentIds().get(0));
        return draft;
    }

    private String who() {
        return identity.getPrincipal().getName();
    }

    private static long number(String id) {
        var match = ID.matcher(id);
        if (!match.matches()) {
            throw Incidents.unknown(id);
        }
        return Long.parseLong(match.group(1));
    }
}
