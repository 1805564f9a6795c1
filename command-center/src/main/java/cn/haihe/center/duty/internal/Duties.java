package cn.haihe.center.duty.internal;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.duty.SignalWays;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.source.TerminalRegister;
import cn.haihe.signal.priority.Crossing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The life of duties: planned, started, perhaps by two persons, ended. Those that are active go on after a restart. */
@ApplicationScoped
public class Duties {
    private static final Logger LOG = Logger.getLogger(Duties.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final String ON_DUTY_ALREADY = "vehicle-on-duty";
    private static final String DESIGN_CHANGED = "design-changed";

    private final DutyStore store;
    private final DutyRunner runner;
    private final Ways ways;
    private final LiveBuses vehicles;
    private final TerminalRegister terminals;
    private final Approvals approvals;
    private final DutyConfig config;
    private final Clock clock;

    Duties(
            DutyStore store,
            DutyRunner runner,
            Ways ways,
            LiveBuses vehicles,
            TerminalRegister terminals,
            Approvals approvals,
            DutyConfig config,
            Clock clock) {
        this.store = store;
        this.runner = runner;
        this.ways = ways;
        this.vehicles = vehicles;
        this.terminals = terminals;
        this.approvals = approvals;
        this.config = config;
        this.clock = clock;
    }

    /** @param approval what a second person has to approve; empty where it is active */
    public record Started(Duty duty, Optional<Approval> approval) {}

    void load(@Observes InCharge.Begun begun) {
        runner.onEnd((duty, why) -> end(duty.number(), why)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf("the end of %s is not stored: %s", duty.id(), failure)));
        store.open().await().atMost(LOAD_MAX).stream()
                .filter(duty -> duty.state() == Duty.State.ACTIVE)
                .forEach(runner::begin);
        store.endedSince(clock.instant().minus(DutyRunner.WATCHED_AFTER))
                .await()
                .atMost(LOAD_MAX)
                .forEach(runner::watchReturn);
    }

    /** Finds the way: not on an event loop. */
    public Uni<Duty> plan(DutyForm.Draft draft, String by) {
        String vehicle = vehicle(draft.phone());
        SignalWays.Way way = ways.through(draft.points());
        return add(draft, vehicle, way, Duty.Kind.DUTY_ROUTE, Duty.State.PLANNED, by);
    }

    /** From where the vehicle is now, at once. Not on an event loop. */
    public Uni<Duty> begin(DutyForm.Draft draft, String by) {
        String vehicle = vehicle(draft.phone());
        LiveBus seen = vehicles.find(vehicle)
                .filter(known -> known.ageSeconds() <= config.staleAfter().toSeconds())
                .orElseThrow(() -> new ProblemException(
                        409,
                        "vehicle-not-seen",
                        "Vehicle not seen",
                        "Nobody knows where " + draft.phone() + " is now: its way cannot be found."));
        SignalWays.Way way = ways.emergency(seen.position(), draft.points().get(0));
        return add(draft, vehicle, way, Duty.Kind.EMERGENCY, Duty.State.ACTIVE, by)
                .invoke(runner::begin);
    }

    private String vehicle(String phone) {
        if (terminals.findByPhone(phone).isEmpty()) {
            throw new ProblemException(
                    422, "unknown-terminal", "Unknown terminal", "No terminal is registered with " + phone + ".");
        }
        return phone.replaceFirst("^0+(?=.)", "");
    }

    private Uni<Duty> add(
            DutyForm.Draft draft, String vehicle, SignalWays.Way way, Duty.Kind kind, Duty.State state, String by) {
        Instant now = clock.instant();
        boolean isActive = state == Duty.State.ACTIVE;
        Duty duty = new Duty(
                0,
                kind,
                draft.name(),
                vehicle,
                draft.reason(),
                draft.cruiseKmh(),
                state,
                way.line(),
                way.crossings(),
                by,
                now,
                isActive ? Optional.of(by) : Optional.empty(),
                Optional.empty(),
                isActive ? Optional.of(now) : Optional.empty(),
                draft.expiresAt(),
                Optional.empty(),
                Optional.empty(),
                runner.designs(way.crossings()),
                List.of());
        return store.open().chain(open -> {
            long alive = open.stream()
                    .filter(known -> known.expiresAt().isAfter(now))
                    .count();
            if (alive >= config.openMax()) {
                throw new ProblemException(
                        409,
                        "too-many-duties",
                        "Too many duties",
                        "At most " + config.openMax() + " duties may be open at once; end one.");
            }
            boolean isTwice = isActive
                    && open.stream()
                            .anyMatch(known -> known.state() == Duty.State.ACTIVE
                                    && known.vehicle().equals(vehicle));
            if (isTwice) {
                throw onDutyAlready(vehicle);
            }
            return store.add(duty);
        });
    }

    private static ProblemException onDutyAlready(String vehicle) {
        return new ProblemException(
                409, ON_DUTY_ALREADY, "Vehicle on duty", "The vehicle " + vehicle + " is on duty already.");
    }

    private static boolean mayNotBegin(Throwable failure) {
        return failure instanceof ProblemException refused
                && Set.of(ON_DUTY_ALREADY, DESIGN_CHANGED)
                        .contains(refused.problem().slug());
    }

    /** A route of many junctions waits for a second person. */
    public Uni<Started> start(long number, String by) {
        return get(number).chain(duty -> {
            requireState(duty, Duty.State.PLANNED);
            requireDesign(duty);
            boolean needsSecond = duty.crossings().size() > config.aloneMax();
            return needsSecond
                    ? askSecond(duty, by)
                    : activate(duty, by, Optional.empty()).map(started -> new Started(started, Optional.empty()));
        });
    }

    private Uni<Started> askSecond(Duty duty, String by) {
        Instant until = clock.instant().plus(config.approveWithin());
        Instant expiresAt = until.isBefore(duty.expiresAt()) ? until : duty.expiresAt();
        String summary = duty.name() + ": vehicle " + duty.vehicle() + " gets green at "
                + duty.crossings().size() + " junctions as it passes, until " + duty.expiresAt();
        return store.move(duty.number(), Duty.State.PLANNED, Duty.State.WAITS_FOR_SECOND)
                .map(moved -> moved.orElseThrow(() -> changed(duty)))
                .chain(moved -> approvals
                        .request(new Approvals.Request(
                                DutyApproval.KIND,
                                DutyApproval.subject(duty.number(), by),
                                summary,
                                duty.reason(),
                                by,
                                expiresAt))
                        .map(asked -> new Started(moved, Optional.of(asked)))
                        .onFailure()
                        .call(failed -> store.move(duty.number(), Duty.State.WAITS_FOR_SECOND, Duty.State.PLANNED)));
    }

    private Uni<Duty> activate(Duty duty, String by, Optional<String> approvedBy) {
        return store.open()
                .invoke(open -> {
                    requireDesign(duty);
                    boolean isTwice = open.stream()
                            .anyMatch(known -> known.number() != duty.number()
                                    && known.state() == Duty.State.ACTIVE
                                    && known.vehicle().equals(duty.vehicle()));
                    if (isTwice) {
                        throw onDutyAlready(duty.vehicle());
                    }
                })
                .chain(open -> store.start(duty.number(), by, approvedBy, clock.instant()))
                .map(started -> started.orElseThrow(() -> changed(duty)))
                .invoke(runner::begin);
    }

    /** Ends it now, planned or active; ending what is over changes nothing. */
    public Uni<Duty> end(long number, String why) {
        return store.end(number, clock.instant(), why).chain(ended -> {
            ended.ifPresent(runner::end);
            return ended.map(duty -> Uni.createFrom().item(duty)).orElseGet(() -> get(number));
        });
    }

    public Uni<Duty> get(long number) {
        return store.find(number)
                .map(found -> found.orElseThrow(() -> new ProblemException(
                        404, "unknown-duty", "Unknown duty", "There is no duty d" + number + ".")));
    }

    public Uni<List<Duty>> list(boolean onlyOpen, long before, int limit) {
        return store.list(onlyOpen, before, limit);
    }

    private static void requireState(Duty duty, Duty.State state) {
        if (duty.state() != state) {
            throw changed(duty);
        }
    }

    /** Its greens would be those of other movements. */
    private void requireDesign(Duty duty) {
        List<String> changed = duty.crossings().stream()
                .map(Crossing::junctionId)
                .distinct()
                .filter(id -> runner.hasChanged(duty, id))
                .toList();
        if (!changed.isEmpty()) {
            throw new ProblemException(
                    409,
                    DESIGN_CHANGED,
                    "Design changed",
                    String.join(", ", changed)
                            + " is not, or not surely, made as it was when the way was found: plan the duty anew.");
        }
    }

    private static ProblemException changed(Duty duty) {
        return new ProblemException(
                409, "duty-not-planned", "Duty not planned", "The duty " + duty.id() + " is " + duty.state() + ".");
    }

    /** The second person said no, or nobody did in time. */
    Uni<Void> refused(long number) {
        return store.move(number, Duty.State.WAITS_FOR_SECOND, Duty.State.PLANNED)
                .replaceWithVoid();
    }

    /** Does nothing where it does not wait for a second person any more. */
    Uni<Void> approved(long number, String startedBy, Optional<String> approvedBy) {
        return get(number)
                .chain(duty -> duty.state() == Duty.State.WAITS_FOR_SECOND
                        ? activate(duty, startedBy, approvedBy)
                                .replaceWithVoid()
                                .onFailure(Duties::mayNotBegin)
                                .recoverWithUni(refused -> endApproved(duty, refused.getMessage()))
                        : Uni.createFrom().voidItem());
    }

    /** Told again, it would begin whenever the vehicle gets free, with nobody there who wants it. */
    private Uni<Void> endApproved(Duty duty, String why) {
        return store.move(duty.number(), Duty.State.WAITS_FOR_SECOND, Duty.State.PLANNED)
                .chain(moved -> moved.isPresent()
                        ? end(duty.number(), "approved, but not begun: " + why).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
