package cn.haihe.center.plans.internal;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.PlanDrafts;
import cn.haihe.center.plans.PlanEvent.What;
import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a plan through its life, from the draft to the moment when the centre wants it in force. */
@ApplicationScoped
public class PlanLife implements PlanLibrary, PlanDrafts {
    private static final String HUB = "hub";
    private static final Set<PlanState> MAY_BE_SUBMITTED =
            EnumSet.of(PlanState.DRAFT, PlanState.REJECTED, PlanState.REFUSED, PlanState.RETIRED);
    private static final Set<PlanState> WANTED = EnumSet.of(
            PlanState.APPROVED, PlanState.LOADED, PlanState.READ_BACK, PlanState.ACTIVATED, PlanState.PROVEN);

    private static final Set<PlanState> BEFORE_THE_STREET =
            EnumSet.of(PlanState.APPROVED, PlanState.LOADED, PlanState.READ_BACK);
    /** A release would end what a monitor or a hand at the cabinet brought about. */
    private static final Set<ControlMode> NEEDS_A_PERSON = EnumSet.of(
            ControlMode.LOCAL_MANUAL, ControlMode.FLASH, ControlMode.ALL_RED, ControlMode.OFF, ControlMode.OTHER);

    private final PlanStore store;
    private final DesiredBook book;
    private final Drafts drafts;
    private final Reconciler reconciler;
    private final Approvals approvals;
    private final ControllerRegister register;
    private final SignalField field;
    private final SignalBoard board;
    private final PlansConfig config;
    private final Clock clock;

    PlanLife(
            PlanStore store,
            DesiredBook book,
            Drafts drafts,
            Reconciler reconciler,
            Approvals approvals,
            ControllerRegister register,
            SignalField field,
            SignalBoard board,
            PlansConfig config,
            Clock clock) {
        this.store = store;
        this.book = book;
        this.drafts = drafts;
        this.reconciler = reconciler;
        this.approvals = approvals;
        this.register = register;
        this.field = field;
        this.board = board;
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
        return store.numbersKept(drafts.ofSameController(draft.junction().id()))
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
                    ? store.wantApproved(planId, approvalId, by, now(), note)
                            .invoke(desired -> desired.ifPresent(book::put))
                            .replaceWithVoid()
                    : rejected(planId, approvalId, HUB, standing.why() + ", though " + by + " approved it");
        });
    }

    /** Does nothing where the plan waits for another approval, or for none. */
    Uni<Void> rejected(long planId, long approvalId, String by, String why) {
        return store.reject(planId, approvalId, now(), by, why).replaceWithVoid();
    }

    public record Pushed(StoredPlan plan, PushReport report) {}

    /** The whole life at once, with no second person. */
    public Uni<Pushed> push(Drafts.Draft draft, String reason, String by) {
        requireFree(draft.junction());
        return draft(draft, reason, by)
                .chain(plan -> store.want(
                        plan.id(),
                        EnumSet.of(PlanState.DRAFT),
                        Source.ENGINEER,
                        by,
                        now(),
                        "direct: no second person asked"))
                .map(Optional::orElseThrow)
                .chain(desired -> wantNow(desired).map(report -> new Pushed(desired.plan(), report)));
    }

    /**
     * Goes back to the plan that was proven before the one that is wanted now.
     *
     * @throws ProblemException as a failure: 409 {@code no-proven-plan}, {@code no-controller}, {@code junction-held}
     */
    public Uni<StoredPlan> rollBack(Junction junction, String reason, String by) {
        requireFree(junction);
        Optional<Desired> bad = book.find(junction.id());
        long badId = bad.map(desired -> desired.plan().id()).orElse(-1L);
        return field.findFingerprint(junction.id())
                .map(today -> store.findLastProven(junction.id(), badId, today))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(() -> new ProblemException(
                        409,
                        "no-proven-plan",
                        "No proven plan",
                        "No other plan was ever proven at " + junction.id() + ".")))
                .chain(good -> withFreeNumber(junction, good, bad, reason, by))
                .chain(good -> store.want(
                        good.id(),
                        EnumSet.of(PlanState.RETIRED, PlanState.PROVEN, PlanState.DRAFT),
                        Source.ENGINEER,
                        by,
                        now(),
                        "rolled back to it: " + reason))
                .map(Optional::orElseThrow)
                .call(desired -> store.change(badId, WANTED, PlanState.RETIRED, now(), by, What.ROLLED_BACK, reason))
                .invoke(book::put)
                .invoke(reconciler::pushNow)
                .map(Desired::plan);
    }

    /** The number that runs cannot get other times: a copy takes another one. */
    private Uni<StoredPlan> withFreeNumber(
            Junction junction, StoredPlan good, Optional<Desired> bad, String reason, String by) {
        boolean isFree = bad.filter(
                        desired -> desired.plan().plan().number() == good.plan().number()
                                && !desired.plan().plan().equals(good.plan()))
                .isEmpty();
        if (isFree) {
            return Uni.createFrom().item(good);
        }
        return draft(
                drafts.takeMade(junction.id(), good.plan(), good.origin()), "as plan " + good.id() + ": " + reason, by);
    }

    /**
     * Wants nothing of a junction any more: its controller goes on by itself, with its own plan.
     *
     * @return what the controller said to it; empty where it was not told, as a person has to see to it first
     * @throws ProblemException as a failure: 404 {@code no-plan}, 409 {@code timetable-followed}, {@code plan-under-way}, {@code
     *     no-controller}, {@code junction-held}
     */
    public Uni<Optional<Outcome<Void>>> release(Junction junction, String reason, String by) {
        requireFree(junction);
        String id = junction.id();
        Optional<Desired> wanted = book.find(id);
        Optional<ControlMode> mode = board.find(id).flatMap(SignalState::live).map(SignalState.Live::mode);
        if (wanted.isEmpty() && mode.filter(ControlMode.CENTER::equals).isEmpty()) {
            throw new ProblemException(404, "no-plan", "No plan", "The centre wants no plan of " + id + ".");
        }
        wanted.ifPresent(this::requireReleasable);
        reconciler.abandonProof(id);
        return store.letGo(id, Source.ENGINEER)
                .invoke(() -> book.remove(id))
                .call(() -> wanted.isEmpty()
                        ? Uni.createFrom().nullItem()
                        : store.change(
                                wanted.get().plan().id(),
                                WANTED,
                                PlanState.RETIRED,
                                now(),
                                by,
                                What.RETIRED,
                                "left to the controller's own plan: " + reason))
                .chain(() -> mode.filter(NEEDS_A_PERSON::contains).isPresent()
                        ? Uni.createFrom().item(Optional.<Outcome<Void>>empty())
                        : Uni.createFrom()
                                .completionStage(() -> field.bus()
                                        .command(new JunctionCommand.Release(id))
                                        .toCompletionStage())
                                .map(Optional::of));
    }

    private void requireReleasable(Desired wanted) {
        String id = wanted.plan().junctionId();
        if (wanted.source() == Source.TIMETABLE) {
            throw new ProblemException(
                    409, "timetable-followed", "Timetable followed", id + " goes by its timetable: change that.");
        }
        boolean isBeingSent = BEFORE_THE_STREET.contains(wanted.plan().state())
                && reconciler
                        .find(id)
                        .filter(observed -> observed.condition() == Observed.Condition.APPLYING)
                        .isPresent();
        if (isBeingSent) {
            throw new ProblemException(
                    409,
                    "plan-under-way",
                    "Plan under way",
                    "Plan " + wanted.plan().id() + " is being sent to " + id + ": try again in some seconds.");
        }
    }

    private Uni<PushReport> wantNow(Desired desired) {
        book.put(desired);
        return Uni.createFrom().completionStage(() -> reconciler.pushNow(desired));
    }

    private void requireFree(Junction junction) {
        if (register.find(junction.id()).isEmpty()) {
            throw new ProblemException(
                    409, "no-controller", "No controller", "No controller is registered for " + junction.id() + ".");
        }
        reconciler.findHold(junction.id()).ifPresent(hold -> {
            throw new ProblemException(
                    409,
                    "junction-held",
                    "Junction held",
                    hold.by() + " holds " + junction.id() + " until " + hold.until() + ": " + hold.reason());
        });
    }

    public Uni<StoredPlan> getPlan(long planId) {
        return store.find(planId)
                .map(found -> found.orElseThrow(() ->
                        new ProblemException(404, "unknown-plan", "Unknown plan", "There is no plan " + planId + ".")));
    }

    private Uni<List<StoredPlan>> library(String junctionId) {
        return field.findFingerprint(junctionId)
                .map(today -> store.library(junctionId, today))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    @Override
    public Uni<Set<Integer>> numbers(String junctionId) {
        return library(junctionId)
                .map(plans -> plans.stream().map(plan -> plan.plan().number()).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Optional<StoredPlan>> find(String junctionId, int number) {
        return library(junctionId)
                .map(plans -> plans.stream()
                        .filter(plan -> plan.plan().number() == number)
                        .findFirst());
    }

    @Override
    public Uni<Void> follow(StoredPlan plan, String by) {
        boolean already = book.find(plan.junctionId())
                .filter(desired ->
                        desired.source() == Source.TIMETABLE && desired.plan().id() == plan.id())
                .isPresent();
        return already
                ? Uni.createFrom().voidItem()
                : store.follow(plan.id(), by, now())
                        .invoke(desired -> desired.ifPresent(book::put))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> letGo(String junctionId) {
        return followsTimetable(junctionId)
                ? store.letGo(junctionId, Source.TIMETABLE).invoke(() -> book.remove(junctionId))
                : Uni.createFrom().voidItem();
    }

    @Override
    public boolean isChosenByHandSince(String junctionId, Instant moment) {
        return book.find(junctionId)
                .filter(desired ->
                        desired.source() == Source.ENGINEER && desired.at().isAfter(moment))
                .isPresent();
    }

    @Override
    public boolean followsTimetable(String junctionId) {
        return book.find(junctionId)
                .filter(desired -> desired.source() == Source.TIMETABLE)
                .isPresent();
    }

    private static ProblemException notReady(StoredPlan plan) {
        return new ProblemException(
                409, "plan-not-ready", "Plan not ready", "Plan " + plan.id() + " is " + plan.state() + " already.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
