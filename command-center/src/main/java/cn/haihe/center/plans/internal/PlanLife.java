package cn.haihe.center.plans.internal;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.plans.PlanDrafts;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.plan.TimingPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Takes a plan through its life, from the draft to the moment when the centre wants it in force. */
@ApplicationScoped
public class PlanLife implements PlanDrafts {
    private static final String HUB = "hub";
    private static final Set<PlanState> MAY_BE_SUBMITTED =
            EnumSet.of(PlanState.DRAFT, PlanState.REJECTED, PlanState.REFUSED, PlanState.RETIRED);
    private final PlanStore store;
    private final DesiredStore desires;
    private final DesiredBook book;
    private final Drafts drafts;
    private final Approvals approvals;
    private final SignalField field;
    private final PlansConfig config;
    private final Clock clock;

    PlanLife(
            PlanStore store,
            DesiredStore desires,
            DesiredBook book,
            Drafts drafts,
            Approvals approvals,
            SignalField field,
            PlansConfig config,
            Clock clock) {
        this.store = store;
        this.desires = desires;
        this.book = book;
        this.drafts = drafts;
        this.approvals = approvals;
        this.field = field;
        this.config = config;
        this.clock = clock;
    }

    /** What becomes of a plan that is approved. */
    public enum Use {
        AT_ONCE(""),
        /** A timetable may name it from then on; what runs goes on. */
        FOR_TIMETABLE("For a timetable, not put in force now. ");

        private final String words;

        Use(String words) {
            this.words = words;
        }

        private String words() {
            return words;
        }
    }

    /** Verifies a plan, compares it with what runs, and keeps it. */
    public Uni<StoredPlan> draft(Drafts.Draft draft, String reason, String by) {
        return store.numbersKept(
                        drafts.designsOfSameController(draft.junction().id()), now().minus(config.draftsCountFor()))
                .chain(kept -> add(drafts.besides(draft, kept), reason, by));
    }

    private Uni<StoredPlan> add(Drafts.Draft draft, String reason, String by) {
        return store.add(
                draft.junction().id(),
                draft.plan(),
                draft.origin(),
                reason,
                by,
                now(),
                draft.verified(),
                draft.compared(),
                draft.design());
    }

    @Override
    public Uni<StoredPlan> draft(String junctionId, TimingPlan plan, String origin, String reason, String by) {
        return Uni.createFrom()
                .item(() -> drafts.takeMade(junctionId, plan, origin))
                .chain(draft -> draft(draft, reason, by));
    }

    /** @throws ProblemException as a failure: 404 {@code unknown-plan}, 409 {@code plan-not-ready}, 422 {@code unsafe-plan}, {@code impossible-time} */
    public Uni<Approval> submit(long planId, String reason, String by, Use use, Optional<Instant> expiresAt) {
        return getPlan(planId)
                .chain(plan -> standing(plan) == DesignStanding.OF_TODAY
                        ? submit(plan, reason, by, use, expiresAt)
                        : draftAnew(plan, by).chain(anew -> submit(anew, reason, by, use, expiresAt)));
    }

    private DesignStanding standing(StoredPlan plan) {
        return field.standing(plan.junctionId(), plan.design());
    }

    /** Its stages are others since a new map came, or may be: as a person wants it all the same, it begins a life of its own. */
    private Uni<StoredPlan> draftAnew(StoredPlan plan, String by) {
        Drafts.Draft draft = drafts.check(field.getJunction(plan.junctionId()), plan.plan(), plan.origin());
        return draft(draft, "as plan " + plan.id() + ", for the junction as it is made now", by);
    }

    private Uni<Approval> submit(StoredPlan plan, String reason, String by, Use use, Optional<Instant> expiresAt) {
        long planId = plan.id();
        return Uni.createFrom().deferred(() -> {
            if (!MAY_BE_SUBMITTED.contains(plan.state())) {
                throw notReady(plan);
            }
            Drafts.Draft draft = drafts.check(field.getJunction(plan.junctionId()), plan.plan(), plan.origin());
            Instant until = expiresAt.orElse(now().plus(config.approvalWithin()));
            if (until.isBefore(now()) || until.isAfter(now().plus(config.approvalLongest()))) {
                throw new ProblemException(
                        422,
                        "impossible-time",
                        "Impossible time",
                        "It must expire within " + config.approvalLongest().toDays() + " days of now.");
            }
            return approvals
                    .request(new Approvals.Request(
                            PlanApproval.KIND, Long.toString(planId), use.words() + draft.summary(), reason, by, until))
                    .call(approval -> store.submit(planId, approval.id(), now(), by, reason, use == Use.FOR_TIMETABLE)
                            .chain(submitted -> submitted.isPresent()
                                    ? Uni.createFrom().voidItem()
                                    : approvals.withdraw(approval.id(), by).invoke(() -> {
                                        throw notReady(plan);
                                    })));
        });
    }

    /** Does nothing where it was approved before. */
    Uni<Void> approved(long planId, long approvalId, String by, String note) {
        return getPlan(planId).chain(plan -> {
            if (!field.hasCity()) {
                throw new IllegalStateException("the map is not there yet");
            }
            DesignStanding standing = standing(plan);
            return standing == DesignStanding.OF_TODAY
                    ? desires.wantApproved(planId, approvalId, by, now(), note)
                            .invoke(desired -> desired.ifPresent(book::put))
                            .replaceWithVoid()
                    : rejected(planId, approvalId, HUB, standing.why() + ", though " + by + " approved it");
        });
    }

    /** Does nothing where the plan waits for another approval, or for none. */
    Uni<Void> rejected(long planId, long approvalId, String by, String why) {
        return store.reject(planId, approvalId, now(), by, why).replaceWithVoid();
    }

    public Uni<StoredPlan> getPlan(long planId) {
        return store.find(planId)
                .map(found -> found.orElseThrow(() ->
                        new ProblemException(404, "unknown-plan", "Unknown plan", "There is no plan " + planId + ".")));
    }

    private static ProblemException notReady(StoredPlan plan) {
        return new ProblemException(
                409, "plan-not-ready", "Plan not ready", "Plan " + plan.id() + " is " + plan.state() + " already.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
