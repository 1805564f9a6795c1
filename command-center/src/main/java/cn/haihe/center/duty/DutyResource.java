package cn.haihe.center.duty;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.access.audit.ChangesNothing;
import cn.haihe.center.duty.internal.Duties;
import cn.haihe.center.duty.internal.DutyForm;
import cn.haihe.center.duty.internal.DutyViews;
import cn.haihe.center.duty.internal.Ways;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Duty routes and emergency vehicles that get green as they pass. */
@Path("/api/v1/duty")
@Tag(name = "Duty")
public class DutyResource {
    private static final Pattern ID = Pattern.compile("d([0-9]{1,18})");
    private static final int LIMIT_MAX = 200;

    private final Duties duties;
    private final DutyForm form;
    private final DutyViews views;
    private final Ways ways;
    private final SecurityIdentity identity;
    private final AuditNote note;

    DutyResource(Duties duties, DutyForm form, DutyViews views, Ways ways, SecurityIdentity identity, AuditNote note) {
        this.duties = duties;
        this.form = form;
        this.views = views;
        this.ways = ways;
        this.identity = identity;
        this.note = note;
    }

    @GET
    @NonBlocking
    @RolesAllowed({Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Duties, newest first; state is OPEN (not over) or ALL")
    public Uni<DutyViews.Page> list(
            @QueryParam("state") @DefaultValue("OPEN") String state,
            @QueryParam("cursor") @DefaultValue("9223372036854775807") long cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (!state.equals("OPEN") && !state.equals("ALL")) {
            throw PlaceParameters.malformed("state must be OPEN or ALL.");
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw PlaceParameters.malformed("limit must be 1 to " + LIMIT_MAX + ".");
        }
        return duties.list(state.equals("OPEN"), cursor, limit + 1).map(found -> {
            List<Duty> shown = found.size() > limit ? found.subList(0, limit) : found;
            String next =
                    found.size() > limit ? Long.toString(shown.get(limit - 1).number()) : null;
            return new DutyViews.Page(shown.stream().map(views::shown).toList(), next);
        });
    }

    @GET
    @Path("{id}")
    @NonBlocking
    @RolesAllowed({Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "One duty: its way, its vehicle, each junction and how it went back to its plan")
    public Uni<DutyViews.Shown> get(@RestPath String id) {
        return duties.get(number(id)).map(views::shown);
    }

    @POST
    @Path("preview")
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Operation(summary = "The way through some points and the junctions on it; nothing is kept")
    @ChangesNothing
    public DutyViews.Preview preview(byte[] body) {
        return DutyViews.preview(ways.through(form.readRoute(body).points()));
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("duty.plan")
    @Cancellable(false)
    @Operation(summary = "Plan a duty route for a vehicle with a terminal; it begins when it is started")
    public Uni<Response> plan(byte[] body) {
        return duties.plan(remembered(form.readRoute(body)), who()).map(this::created);
    }

    @POST
    @Path("emergency")
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("duty.emergency")
    @Cancellable(false)
    @Operation(summary = "Lead an emergency vehicle from where it is to a destination, at once")
    public Uni<Response> emergency(byte[] body) {
        return duties.begin(remembered(form.readEmergency(body)), who()).map(this::created);
    }

    @POST
    @Path("{id}/start")
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("duty.start")
    @Cancellable(false)
    @Operation(summary = "Start a planned duty; one of many junctions waits for a second person")
    public Uni<Response> start(@RestPath String id) {
        return duties.start(number(id), who()).map(started -> {
            note.add("duty", id);
            started.approval().ifPresent(approval -> note.add("approval", approval.id()));
            return Response.status(started.approval().isPresent() ? 202 : 200)
                    .entity(views.shown(started.duty(), started.approval().map(approval -> approval.id())))
                    .build();
        });
    }

    @POST
    @Path("{id}/end")
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("duty.end")
    @Cancellable(false)
    @Operation(summary = "End a duty now; its junctions go back to their plans")
    public Uni<DutyViews.Shown> end(@RestPath String id) {
        note.add("duty", id);
        return duties.end(number(id), "ended by " + who()).map(views::shown);
    }

    private Response created(Duty duty) {
        note.add("duty", duty.id()).add("junctions", duty.crossings().size());
        return Response.status(201).entity(views.shown(duty)).build();
    }

    private DutyForm.Draft remembered(DutyForm.Draft draft) {
        note.add("terminal", draft.phone())
                .add("name", draft.name())
                .add("reason", draft.reason())
                .add("expiresAt", draft.expiresAt());
        return draft;
    }

    private String who() {
        return identity.getPrincipal().getName();
    }

    private static long number(String id) {
        var match = ID.matcher(id);
        if (!match.matches()) {
            throw new ProblemException(404, "unknown-duty", "Unknown duty", "There is no duty " + id + ".");
        }
        return Long.parseLong(match.group(1));
    }
}
