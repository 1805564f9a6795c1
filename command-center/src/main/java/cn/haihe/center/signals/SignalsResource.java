package cn.haihe.center.signals;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.internal.PlanForm;
import cn.haihe.center.signals.internal.SignalControl;
import cn.haihe.center.signals.internal.SignalDesigns;
import cn.haihe.center.signals.internal.SignalViews;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.deploy.PushOutcome;
import cn.haihe.signal.deploy.StepResult;
import cn.haihe.signal.plan.TimingPlan;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Signals as engineers see and command them. */
@Path("/api/v1/signals")
@NonBlocking
@Tag(name = "Signals")
public class SignalsResource {
    private final SignalDesigns designs;
    private final SignalViews views;
    private final SignalPlans plans;
    private final SignalControl control;
    private final PlanForm form;
    private final SecurityIdentity identity;
    private final AuditNote note;

    SignalsResource(
            SignalDesigns designs,
            SignalViews views,
            SignalPlans plans,
            SignalControl control,
            PlanForm form,
            SecurityIdentity identity,
            AuditNote note) {
        this.designs = designs;
        this.views = views;
        this.plans = plans;
        this.control = control;
        this.form = form;
        this.identity = identity;
        this.note = note;
    }

    /** @param plan that was pushed */
    public record Pushed(PushOutcome outcome, SignalViews.Plan plan, List<StepResult> steps) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "All signal junctions and what is known of each now")
    public List<SignalViews.Listed> list() {
        return designs.city().junctions().stream().map(views::listed).toList();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "One junction: approaches, movements, phases, stages, desired and running plan")
    public SignalViews.Detailed get(@RestPath String id) {
        Junction junction = designs.getJunction(id);
        return views.detailed(junction, designs.getDesign(id));
    }

    @GET
    @Path("{id}/plan")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The plan that the centre wants in force")
    public SignalViews.Desired plan(@RestPath String id) {
        designs.getJunction(id);
        return plans.findDesired(id)
                .map(SignalViews::desired)
                .orElseThrow(() -> new ProblemException(
                        404, "no-plan", "No plan", "No plan was sent to " + id + " yet; it runs its local one."));
    }

    /** Sends a plan and watches it come into force: the answer may take minutes, since a cycle may have to end first. */
    @POST
    @Path("{id}/plan")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.send")
    @Cancellable(false)
    @Operation(summary = "Verify, load, read back, activate and prove a plan; an empty body asks for Webster's")
    public Uni<Pushed> push(@RestPath String id, byte[] body) {
        designs.getJunction(id);
        PlanForm.Request request = form.read(body);
        DesiredPlan.Origin origin = request.plan().isPresent() ? DesiredPlan.Origin.GIVEN : DesiredPlan.Origin.WEBSTER;
        TimingPlan plan = request.plan().orElseGet(() -> control.websterPlan(id));
        note.add("junction", id).add("plan", plan).add("reason", request.reason());
        return control.push(
                        id,
                        plan,
                        origin,
                        request.reason(),
                        identity.getPrincipal().getName())
                .invoke(report -> note.add("outcome", report.outcome()))
                .map(report -> new Pushed(report.outcome(), SignalViews.plan(plan), report.steps()));
    }
}
