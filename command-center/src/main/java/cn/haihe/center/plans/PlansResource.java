package cn.haihe.center.plans;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.plans.internal.Desires;
import cn.haihe.center.plans.internal.Drafts;
import cn.haihe.center.plans.internal.PlanForm;
import cn.haihe.center.plans.internal.PlanLife;
import cn.haihe.center.plans.internal.PlanReader;
import cn.haihe.center.plans.internal.PlanViews;
import cn.haihe.center.plans.internal.ShadowRuns;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.verify.Finding;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Plans and their lives, and how the street stands to what is wanted of it. */
@Path("/api/v1/plans")
@Tag(name = "Plans")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class PlansResource {
    private final PlanForm form;
    private final Drafts drafts;
    private final PlanLife life;
    private final PlanReader reader;
    private final Desires desires;
    private final ShadowRuns shadows;
    private final SignalField field;
    private final SecurityIdentity identity;
    private final AuditNote note;

    PlansResource(
            PlanForm form,
            Drafts drafts,
            PlanLife life,
            PlanReader reader,
            Desires desires,
            ShadowRuns shadows,
            SignalField field,
            SecurityIdentity identity,
            AuditNote note) {
        this.form = form;
        this.drafts = drafts;
        this.life = life;
        this.reader = reader;
        this.desires = desires;
        this.shadows = shadows;
        this.field = field;
        this.identity = identity;
        this.note = note;
    }

    public record Drafted(PlanViews.Stored plan, List<Finding> warnings, PlanViews.Comparison comparison) {}

    public record Page(List<PlanViews.Stored> plans, Optional<Long> nextCursor) {}

    /**
     * @param expiresAt until when it can be approved; may be absent
     * @param forTimetable true: approved, it is there for a timetable to run, and not put in force; absent as false
     */
    public record Submission(String reason, Instant expiresAt, Boolean forTimetable) {}

    /** @param planId another one than was asked for where the junction is made otherwise by now: the same plan, anew */
    public record Submitted(long planId, long approvalId, Instant expiresAt) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.draft")
    @Cancellable(false)
    @Operation(summary = "Draft a plan of a junction, or have a method make one: verified, and compared with what runs")
    public Uni<RestResponse<Drafted>> draft(@RestQuery String junction, byte[] body) {
        PlanForm.Request request = form.read(body);
        Drafts.Draft draft = drafts.take(junction == null ? "" : junction, request);
        note.add("junction", junction).add("plan", draft.plan()).add("reason", request.reason());
        return life.draft(draft, request.reason(), who())
                .map(plan -> new Drafted(
                        PlanViews.Stored.of(plan), draft.warnings(), PlanViews.Comparison.of(draft.comparison())))
                .map(drafted -> RestResponse.status(RestResponse.Status.CREATED, drafted));
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "All plans or those of one junction, newest first")
    public Uni<Page> list(
            @RestQuery Optional<String> junction,
            @RestQuery Optional<Long> cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return reader.list(junction, cursor.orElse(Long.MAX_VALUE), limit)
                .map(found -> new Page(
                        found.stream().map(PlanViews.Stored::of).toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).id())));
    }

    @GET
    @Path("standing")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Every junction of which a plan is wanted: whether it runs, and if not, why")
    public List<Desires.Standing> standing(@RestQuery Optional<Observed.Condition> condition) {
        return desires.list(condition);
    }

    @GET
    @Path("{planId}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "A plan with its whole history: who, when, why")
    public Uni<PlanViews.WithHistory> get(@RestPath long planId) {
        return life.getPlan(planId)
                .chain(plan -> reader.history(planId)
                        .map(history -> new PlanViews.WithHistory(PlanViews.Stored.of(plan), history)));
    }

    @GET
    @Path("{planId}/comparison")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "A plan against what runs, by the flows of now: delay, stops, v/c, CO2")
    public Uni<PlanViews.Comparison> compare(@RestPath long planId) {
        return life.getPlan(planId)
                .map(plan -> drafts.check(field.getJunction(plan.junctionId()), plan.plan(), plan.origin()))
                .map(Drafts.Draft::comparison)
                .map(PlanViews.Comparison::of);
    }

    @POST
    @Path("{planId}/submit")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.submit")
    @Cancellable(false)
    @Operation(
            summary = "Ask a second person to approve a plan; approved, it is put into force, or kept for a timetable")
    public Uni<Submitted> submit(@RestPath long planId, Submission submission) {
        String reason = submission == null || submission.reason() == null ? "" : submission.reason();
        if (reason.length() > 1_000) {
            throw new ProblemException(400, "malformed-body", "Malformed body", "reason has at most 1000 characters.");
        }
        Optional<Instant> until = Optional.ofNullable(submission).map(Submission::expiresAt);
        PlanLife.Use use = Optional.ofNullable(submission)
                .map(Submission::forTimetable)
                .filter(wanted -> wanted)
                .map(wanted -> PlanLife.Use.FOR_TIMETABLE)
                .orElse(PlanLife.Use.AT_ONCE);
        note.add("plan", planId).add("use", use).add("reason", reason);
        return life.submit(planId, reason, who(), use, until)
                .map(approval ->
                        new Submitted(Long.parseLong(approval.subject()), approval.id(), approval.expiresAt()));
    }

    @GET
    @Path("shadows")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Plans that are compared with the live ones each quarter-hour, with what was found")
    public Uni<List<ShadowRuns.Shadow>> listShadows(@RestQuery Optional<String> junction) {
        return shadows.list(junction);
    }

    /** @param planId of a plan, or else {@code method} that makes one anew each time */
    public record ShadowForm(String junctionId, Long planId, String method) {}

    @POST
    @Path("shadows")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.shadow")
    @Cancellable(false)
    @Operation(
            summary =
                    "Compare a plan, or what a method would make, with the live plan each quarter-hour; nothing is sent")
    public Uni<ShadowRuns.Shadow> shadow(ShadowForm form) {
        if (form == null || form.junctionId() == null || (form.planId() == null) == (form.method() == null)) {
            throw new ProblemException(
                    400, "malformed-body", "Malformed body", "Send {\"junctionId\"} and one of planId and method.");
        }
        note.add("junction", form.junctionId()).add("plan", form.planId()).add("method", form.method());
        return shadows.begin(
                field.getJunction(form.junctionId()),
                Optional.ofNullable(form.planId()),
                Optional.ofNullable(form.method()),
                who());
    }

    @DELETE
    @Path("shadows/{shadowId}")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.plan.shadow.end")
    @Cancellable(false)
    @Operation(summary = "End a shadow; what was found stays readable")
    public Uni<ShadowRuns.Shadow> endShadow(@RestPath long shadowId) {
        return shadows.end(shadowId);
    }

    private String who() {
        return identity.getPrincipal().getName();
    }
}
