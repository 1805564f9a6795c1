package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.PlanEvent.What;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a person has done at a junction at once: a plan put into force without a second person, the one before again, or none. */
@ApplicationScoped
public class PlanActs {
    private static final Set<PlanState> WANTED = EnumSet.of(
            PlanState.APPROVED, PlanState.LOADED, PlanState.READ_BACK, PlanState.ACTIVATED, PlanState.PROVEN);

    private static final Set<PlanState> BEFORE_THE_STREET =
            EnumSet.of(PlanState.APPROVED, PlanState.LOADED, PlanState.READ_BACK);
    /** A release would end what a monitor or a hand at the cabinet brought about. */
    private static final Set<ControlMode> NEEDS_A_PERSON = EnumSet.of(
            ControlMode.LOCAL_MANUAL, ControlMode.FLASH, ControlMode.ALL_RED, ControlMode.OFF, ControlMode.OTHER);

    private final PlanStore store;
    private final DesiredStore desires;
    private final DesiredBook book;
    private final PlanLife life;
    private final Drafts drafts;
    private final Reconciler reconciler;
    private final ControllerRegister register;
    private final SignalField field;
    private final SignalBoard board;
    private final Clock clock;

    PlanActs(
            PlanStore store,
            DesiredStore desires,
            DesiredBook book,
            PlanLife life,
            Drafts drafts,
            Reconciler reconciler,
            ControllerRegister register,
            SignalField field,
            SignalBoard board,
            Clock clock) {
        this.store = store;
        this.desires = desires;
        this.book = book;
        this.life = life;
        this.drafts = drafts;
        this.reconciler = reconciler;
        this.register = register;
        this.field = field;
        this.board = board;
        this.clock = clock;
    }

    public record Pushed(StoredPlan plan, PushReport report) {}

    /** The whole life at once, with no second person. */
    public Uni<Pushed> push(Drafts.Draft draft, String reason, String by) {
        requireFree(draft.junction());
        return life.draft(draft, reason, by)
                .chain(plan -> desires.want(
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
                .chain(good -> desires.want(
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
        return life.draft(
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
        return wanted.map(known -> letGo(known, reason, by))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> mode.filter(NEEDS_A_PERSON::contains).isPresent()
                        ? Uni.createFrom().item(Optional.<Outcome<Void>>empty())
                        : Uni.createFrom()
                                .completionStage(() -> field.bus()
                                        .command(new JunctionCommand.Release(id))
                                        .toCompletionStage())
                                .map(Optional::of));
    }

    private Uni<Void> letGo(Desired wanted, String reason, String by) {
        String id = wanted.plan().junctionId();
        return desires.letGo(wanted)
                .invoke(() -> {
                    reconciler.letGo(wanted);
                    book.find(id).ifPresent(other -> {
                        throw underWay("Plan " + other.plan().id() + " is wanted of " + id
                                + " by now: ask again where it" + " is not to be.");
                    });
                })
                .chain(() -> store.change(
                        wanted.plan().id(),
                        WANTED,
                        PlanState.RETIRED,
                        now(),
                        by,
                        What.RETIRED,
                        "left to the controller's own plan: " + reason))
                .replaceWithVoid();
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
            throw underWay("Plan " + wanted.plan().id() + " is being sent to " + id + ": try again in some seconds.");
        }
    }

    private static ProblemException underWay(String detail) {
        return new ProblemException(409, "plan-under-way", "Plan under way", detail);
    }

    private Uni<PushReport> wantNow(Desired desired) {
        book.put(desired);
        return Uni.createFrom().completionStage(() -> reconciler.pushNow(desired));
    }

    private void requireFree(Junction junction) {
        register.require(junction.id());
        reconciler.findHold(junction.id()).ifPresent(hold -> {
            throw new ProblemException(
                    409,
                    "junction-held",
                    "Junction held",
                    hold.by() + " holds " + junction.id() + " until " + hold.until() + ": " + hold.reason());
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
