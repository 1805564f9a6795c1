package cn.haihe.center.guidance;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.guidance.internal.GuidanceViews;
import cn.haihe.center.guidance.internal.OverrideForm;
import cn.haihe.center.guidance.internal.PostgresSignOverrides;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Guidance signs as operators see and command them. */
@Path("/api/v1/guidance/signs")
@NonBlocking
@Tag(name = "Guidance")
public class GuidanceResource {
    private final GuidanceBoard board;
    private final CityHolder cities;
    private final PostgresSignOverrides overrides;
    private final OverrideForm form;
    private final GuidanceViews views;
    private final SecurityIdentity identity;
    private final AuditNote note;

    GuidanceResource(
            GuidanceBoard board,
            CityHolder cities,
            PostgresSignOverrides overrides,
            OverrideForm form,
            GuidanceViews views,
            SecurityIdentity identity,
            AuditNote note) {
        this.board = board;
        this.cities = cities;
        this.overrides = overrides;
        this.form = form;
        this.views = views;
        this.identity = identity;
        this.note = note;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "All guidance signs, what each shows, and how much of the city they guide")
    public GuidanceViews.Signs list() {
        cities.get();
        return new GuidanceViews.Signs(
                views.share(board.share()),
                board.list().stream().map(views::listed).toList());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "One sign: what it shows and why, the ways ahead, an operator's text")
    public GuidanceViews.Detailed get(@RestPath String id) {
        return views.detailed(getState(id));
    }

    @PUT
    @Path("{id}/override")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("guidance.sign.override")
    @Cancellable(false)
    @Operation(summary = "Put a text on a sign until a time; then it says its own again")
    public Uni<GuidanceViews.Detailed> override(@RestPath String id, byte[] body) {
        getState(id);
        OverrideForm.Draft draft = form.read(body);
        note.add("sign", id)
                .add("zh", draft.zh())
                .add("en", draft.en())
                .add("expiresAt", draft.expiresAt())
                .add("reason", draft.reason());
        return overrides
                .set(
                        id,
                        draft.zh(),
                        draft.en(),
                        draft.reason(),
                        draft.expiresAt(),
                        identity.getPrincipal().getName())
                .map(stored -> views.detailed(getState(id)));
    }

    @DELETE
    @Path("{id}/override")
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("guidance.sign.release")
    @Cancellable(false)
    @Operation(summary = "Let a sign say its own again before its text expires")
    public Uni<GuidanceViews.Detailed> release(@RestPath String id) {
        SignOverride override = getState(id)
                .override()
                .orElseThrow(() -> new ProblemException(
                        404, "no-override", "No override", "No operator's text is in force on " + id + "."));
        note.add("sign", id).add("override", override.number());
        return overrides.release(override, identity.getPrincipal().getName()).map(done -> views.detailed(getState(id)));
    }

    private SignState getState(String id) {
        cities.get();
        return board.find(id)
                .orElseThrow(() -> new ProblemException(
                        404, "unknown-sign", "Unknown sign", "The city has no guidance sign " + id + "."));
    }
}
