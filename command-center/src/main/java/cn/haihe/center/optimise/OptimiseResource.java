package cn.haihe.center.optimise;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.optimise.internal.DraftMaker;
import cn.haihe.center.optimise.internal.SearchForm;
import cn.haihe.center.optimise.internal.SearchJobs;
import cn.haihe.center.signals.SignalField;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Better plans for junctions of the city, by the flows of now. Nothing is sent to the street from here. */
@Path("/api/v1/signals/optimise")
@NonBlocking
@Tag(name = "Signals")
public class OptimiseResource {
    private final SearchJobs jobs;
    private final SearchForm form;
    private final DraftMaker drafts;
    private final SignalField field;
    private final SecurityIdentity identity;
    private final AuditNote note;

    OptimiseResource(
            SearchJobs jobs,
            SearchForm form,
            DraftMaker drafts,
            SignalField field,
            SecurityIdentity identity,
            AuditNote note) {
        this.jobs = jobs;
        this.form = form;
        this.drafts = drafts;
        this.field = field;
        this.identity = identity;
        this.note = note;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.search")
    @Cancellable(false)
    @Operation(summary = "Begin a search for plans of one junction or of several together")
    public PlanSearch start(byte[] body) {
        SearchForm.Request request = form.read(body);
        request.junctions().forEach(field::getDesign);
        note.add("junctions", request.junctions()).add("seconds", request.seconds());
        return jobs.start(request, identity.getPrincipal().getName());
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The last searches, newest first")
    public List<PlanSearch> list() {
        return jobs.list();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "How far a search is, and what it found")
    public PlanSearch get(@RestPath String id) {
        return jobs.get(id);
    }

    @POST
    @Path("{id}/drafts")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(201)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.search.draft")
    @Cancellable(false)
    @Operation(summary = "Keep what a search found as drafts of plans, for all its junctions or for some")
    public Uni<SearchDrafts> draft(@RestPath String id, byte[] body) {
        SearchForm.Drafting wanted = form.readDrafting(body);
        note.add("search", id).add("junctions", wanted.junctions()).add("reason", wanted.reason());
        return drafts.draft(jobs.get(id), wanted, identity.getPrincipal().getName())
                .invoke(made -> note.add("drafts", made.drafts()).add("refused", made.refused()));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.search.cancel")
    @Cancellable(false)
    @Operation(summary = "End a search; what it found is kept")
    public PlanSearch cancel(@RestPath String id) {
        note.add("search", id);
        return jobs.cancel(id);
    }
}
