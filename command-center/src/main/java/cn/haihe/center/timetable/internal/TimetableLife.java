package cn.haihe.center.timetable.internal;

import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.timetable.JunctionTimetable;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.TimetableVerdict;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Takes a timetable from the draft to the day when its junction goes by it. */
@Startup
@ApplicationScoped
public class TimetableLife implements ApprovalKind {
    private static final String KIND = "signal-timetable";
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final TimetableStore store;
    private final TimetableBook book;
    private final PlanLibrary plans;
    private final SignalField field;
    private final Provider<Approvals> approvals;
    private final PlansConfig config;
    private final InCharge charge;
    private final Clock clock;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);

    TimetableLife(
            TimetableStore store,
            TimetableBook book,
            PlanLibrary plans,
            SignalField field,
            Provider<Approvals> approvals,
            PlansConfig config,
            InCharge charge,
            Clock clock) {
        this.store = store;
        this.book = book;
        this.plans = plans;
        this.field = field;
        this.approvals = approvals;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
    }

    void load(@Observes InCharge.Begun begun) {
        store.listApproved().await().atMost(LOAD_MAX).forEach(book::put);
    }

    /** @throws ProblemException as a failure: 422 {@code unsafe-timetable} with {@code findings} */
    public Uni<StoredTimetable> draft(Junction junction, TimetableForm.Read read, String by) {
        return verify(junction.id(), read.timetable())
                .chain(safe ->
                        store.add(junction.id(), read.content(), read.reason(), by, now(), design(junction.id())));
    }

    private Fingerprint design(String junctionId) {
        return field.findFingerprint(junctionId).orElseThrow();
    }

    /** @throws ProblemException as a failure: 404 {@code no-timetable}, 409 {@code timetable-not-ready}, 422 {@code unsafe-timetable} */
    public Uni<Approval> submit(String junctionId, String reason, String by) {
        return store.list(junctionId, 1).chain(found -> {
            StoredTimetable newest = found.stream()
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            404, "no-timetable", "No timetable", "Nobody drafted a timetable of " + junctionId + "."));
            if (newest.state() != StoredTimetable.State.DRAFT && newest.state() != StoredTimetable.State.REJECTED) {
                throw new ProblemException(
                        409,
                        "timetable-not-ready",
                        "Timetable not ready",
                        "The newest timetable of " + junctionId + " is " + newest.state() + " already.");
            }
            return verify(junctionId, newest.timetable())
                    .chain(safe -> approvals
                            .get()
                            .request(new Approvals.Request(
                                    KIND,
                                    Long.toString(newest.id()),
                                    summary(newest),
                                    reason,
                                    by,
                                    now().plus(config.approvalWithin()))))
                    .call(approval -> store.submit(newest.id(), approval.id(), design(junctionId)));
        });
    }

    private static String summary(StoredTimetable timetable) {
        JunctionTimetable content = timetable.timetable();
        return "Timetable " + timetable.id() + " of " + timetable.junctionId() + ": "
                + content.dayPlans().size() + " day plans, by kind of day " + content.byKind() + ", "
                + content.specialDays().size() + " special days";
    }

    Uni<VerifiedTimetable> verify(String junctionId, JunctionTimetable timetable) {
        return plans.numbers(junctionId).map(held -> {
            TimetableVerdict verdict = verifier.verify(field.getDesign(junctionId), held, book.compile(timetable));
            if (verdict instanceof TimetableVerdict.Unsafe unsafe) {
                throw new ProblemException(Problem.of(
                                422,
                                "unsafe-timetable",
                                "Unsafe timetable",
                                "The timetable breaks " + unsafe.findings().size() + " rules; nothing was sent.")
                        .with("findings", unsafe.findings()));
            }
            return ((TimetableVerdict.Safe) verdict).timetable();
        });
    }

    /** The centre goes by the timetable again, whatever an engineer chose by hand. */
    public Uni<StoredTimetable> follow(String junctionId, String by) {
        return store.follow(junctionId, by, now())
                .map(found -> found.orElseThrow(() -> new ProblemException(
                        404, "no-timetable", "No timetable", "No timetable of " + junctionId + " is in force.")))
                .invoke(book::put);
    }

    public Uni<List<StoredTimetable>> list(String junctionId, int limit) {
        return store.list(junctionId, limit);
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.ENGINEER, Roles.COMMANDER);
    }

    @Override
    public Uni<Void> decided(Approval approval) {
        charge.require();
        long id = Long.parseLong(approval.subject());
        String by = approval.decision().map(Approval.Decision::by).orElse("clock");
        return approval.state() == ApprovalState.APPROVED
                ? approved(id, approval.id(), by)
                : store.reject(id, approval.id(), by, now());
    }

    private Uni<Void> approved(long id, long approvalId, String by) {
        return store.find(id).chain(found -> {
            if (!field.hasCity()) {
                throw new IllegalStateException("the map is not there yet");
            }
            DesignStanding standing = found.map(stored -> field.standing(stored.junctionId(), stored.design()))
                    .orElse(DesignStanding.NO_DESIGN);
            return standing == DesignStanding.OF_TODAY
                    ? store.approve(id, approvalId, by, now())
                            .invoke(approved -> approved.ifPresent(book::put))
                            .replaceWithVoid()
                    : store.reject(id, approvalId, "hub: " + standing.slug(), now());
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
