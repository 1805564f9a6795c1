package cn.haihe.center.plans;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.plans.internal.Desires;
import cn.haihe.center.plans.internal.Drafts;
import cn.haihe.center.plans.internal.PlanActs;
import cn.haihe.center.plans.internal.PlanForm;
import cn.haihe.center.plans.internal.PlanLife;
import cn.haihe.center.plans.internal.PlanViews;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.deploy.PushStep;
import cn.haihe.signal.deploy.StepOutcome;
import cn.haihe.signal.deploy.StepResult;
import cn.haihe.signal.fieldbus.Outcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The plan that one junction runs. */
@Path("/api/v1/signals/{id}/plan")
@Tag(name = "Plans")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class JunctionPlansResource {
    private static final int REASON_LENGTH_MAX = 1_000;

    private final PlanForm form;
    private final Drafts drafts;
    private final PlanLife life;
    private final PlanActs acts;
    private final Desires desires;
    private final SignalField field;
    private final PlansConfig config;
    private final SecurityIdentity identity;
    private final AuditNote note;
    private final Clock clock;

    JunctionPlansResource(
            PlanForm form,
            Drafts drafts,
            PlanLife life,
            PlanActs acts,
            Desires desires,
            SignalField field,
            PlansConfig config,
            SecurityIdentity identity,
            AuditNote note,
            Clock clock) {
        this.form = form;
        this.drafts = drafts;
        this.life = life;
        this.acts = acts;
        this.desires = desires;
        this.field = field;
        this.config = config;
        this.identity = identity;
        this.note = note;
        this.clock = clock;
    }

    /** @param approvalId of the second person's approval that it waits for; null where it was pushed at once */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pushed(String outcome, PlanViews.Plan plan, List<StepResult> steps, Long planId, Long approvalId) {}

    public record Reason(String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The plan that the centre wants in force, and how the street stands to it")
    public PlanViews.Desire get(@RestPath String id) {
        field.getJunction(id);
        return desires.find(id)
                .orElseThrow(() -> new ProblemException(
                        404,
                        "no-plan",
                        "No plan",
                        "The centre wants no plan of " + id + " now; its controller goes by itself."));
    }

    /**
     * Drafts and submits a plan in one act, 202. Where no second person is asked (configured so), it is put into force and
     * watched: that answer may take minutes.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.send")
    @Cancellable(false)
    @Operation(summary = "Verify and compare a plan and submit it to a second person; an empty body asks for Webster's")
    public Uni<RestResponse<Pushed>> push(@RestPath String id, byte[] body) {
        field.getJunction(id);
        PlanForm.Request request = form.read(body);
        Drafts.Draft draft = drafts.take(id, request);
        note.add("junction", id).add("plan", draft.plan()).add("reason", request.reason());
        return config.directPush() ? pushDirectly(draft, request.reason()) : submit(draft, request.reason());
    }

    private Uni<RestResponse<Pushed>> pushDirectly(Drafts.Draft draft, String reason) {
        return acts.push(draft, reason, who())
                .invoke(pushed -> note.add("outcome", pushed.report().outcome()))
                .map(pushed -> RestResponse.ok(new Pushed(
                        pushed.report().outcome().name(),
                        PlanViews.Plan.of(pushed.plan().plan()),
                        pushed.report().steps(),
                        null,
                        null)));
    }

    private Uni<RestResponse<Pushed>> submit(Drafts.Draft draft, String reason) {
        return life.draft(draft, reason, who())
                .chain(plan -> life.submit(plan.id(), reason, who(), PlanLife.Use.AT_ONCE, Optional.empty())
                        .map(approval -> submitted(draft, plan, approval)))
                .invoke(pushed -> note.add("approval", pushed.approvalId()))
                .map(pushed -> RestResponse.status(RestResponse.Status.ACCEPTED, pushed));
    }

    private Pushed submitted(Drafts.Draft draft, StoredPlan plan, Approval approval) {
        StepResult verified = new StepResult(
                PushStep.VERIFY, StepOutcome.DONE, draft.warnings().size() + " warnings", clock.instant());
        return new Pushed(
                "AWAITING_APPROVAL", PlanViews.Plan.of(plan.plan()), List.of(verified), plan.id(), approval.id());
    }

    @POST
    @Path("rollback")
    @RolesAllowed({Roles.ENGINEER, Roles.COMMANDER})
    @Audited("signal.plan.rollback")
    @Cancellable(false)
    @Operation(summary = "Go back to the plan that was proven before, at once and without a second person")
    public Uni<PlanViews.Stored> rollBack(@RestPath String id, Reason reason) {
        String why = required(reason);
        note.add("junction", id).add("reason", why);
        return acts.rollBack(field.getJunction(id), why, who())
                .invoke(plan -> note.add("plan", plan.id()))
                .map(PlanViews.Stored::of);
    }

    /** @param outcome {@code RELEASED}, {@code UNCONFIRMED}: ask again, {@code NOT_TOLD}: it flashes, is dark or run by hand */
    public record Released(String junctionId, String outcome) {}

    @POST
    @Path("release")
    @RolesAllowed({Roles.ENGINEER, Roles.COMMANDER})
    @Audited("signal.plan.release")
    @Cancellable(false)
    @Operation(summary = "Leave a junction to its controller's own plan, at once and without a second person")
    public Uni<Released> release(@RestPath String id, Reason reason) {
        String why = required(reason);
        note.add("junction", id).add("reason", why);
        return acts.release(field.getJunction(id), why, who())
                .map(said -> said.map(outcome -> outcome instanceof Outcome.Done<?> ? "RELEASED" : "UNCONFIRMED")
                        .orElse("NOT_TOLD"))
                .invoke(outcome -> note.add("outcome", outcome))
                .map(outcome -> new Released(id, outcome));
    }

    private static String required(Reason reason) {
        String why = reason == null || reason.reason() == null ? "" : reason.reason();
        if (why.isBlank() || why.length() > REASON_LENGTH_MAX) {
            throw new ProblemException(
                    400,
                    "malformed-body",
                    "Malformed body",
                    "Send {\"reason\"} of 1 to " + REASON_LENGTH_MAX + " characters.");
        }
        return why;
    }

    private String who() {
        return identity.getPrincipal().getName();
    }
}
