package cn.haihe.center.timetable.internal;

import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.center.timetable.TimetableConfig;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.timetable.DayPlan;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Has the centre want, at the start of each period, the plan of the period; what keeps the street to it is not its business. In
 * a period that runs no plan the centre lets the junction go, and the controller flashes or darkens by its own timetable. A
 * plan that an engineer chose by hand stays until somebody has the timetable followed again. A timetable of another design of
 * the junction than today's is not followed.
 */
@Startup
@ApplicationScoped
class PeriodClock {
    private static final Logger LOG = Logger.getLogger(PeriodClock.class);

    private static final Set<ControlMode> NEEDS_A_PERSON = EnumSet.of(
            ControlMode.LOCAL_MANUAL, ControlMode.FLASH, ControlMode.ALL_RED, ControlMode.OFF, ControlMode.OTHER);

    private final Vertx vertx;
    private final TimetableBook book;
    private final PlanLibrary plans;
    private final SignalField field;
    private final SignalBoard board;
    private final List<JunctionHolds> holds;
    private final TimetableConfig config;
    private final InCharge charge;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Map<String, Long> notBeforeMillis = new ConcurrentHashMap<>();
    private final Clock clock;
    private long timer;

    PeriodClock(
            Vertx vertx,
            TimetableBook book,
            PlanLibrary plans,
            SignalField field,
            SignalBoard board,
            @All List<JunctionHolds> holds,
            TimetableConfig config,
            InCharge charge,
            Clock clock) {
        this.vertx = vertx;
        this.book = book;
        this.plans = plans;
        this.field = field;
        this.board = board;
        this.holds = holds;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
    }

    private record Followed(StoredTimetable timetable, DayPlan.Period period) {}

    @PostConstruct
    void open() {
        timer = vertx.setPeriodic(
                config.lookEvery().toMillis(), id -> book.all().forEach(this::look));
    }

    void look(StoredTimetable timetable) {
        if (!charge.isOurs()) {
            return;
        }
        try {
            if (!field.isOfToday(timetable.junctionId(), timetable.design())) {
                return;
            }
            Followed now = new Followed(timetable, book.now(timetable.timetable()));
            boolean byHand = timetable
                    .followedAt()
                    .map(since -> plans.isChosenByHandSince(timetable.junctionId(), since))
                    .orElse(true);
            boolean mayTry = clock.millis() >= notBeforeMillis.getOrDefault(timetable.junctionId(), 0L);
            if (!byHand && mayTry && !now.equals(followed.get(timetable.junctionId()))) {
                follow(now);
            }
        } catch (RuntimeException unforeseen) {
            LOG.errorf(unforeseen, "The timetable of %s was not followed", timetable.junctionId());
        }
    }

    private void follow(Followed now) {
        String junctionId = now.timetable().junctionId();
        String by = "timetable " + now.timetable().id();
        followed.put(junctionId, now);
        if (!now.period().mode().runsPlan()) {
            letGo(junctionId, now);
            return;
        }
        plans.find(junctionId, now.period().planNumber())
                .chain(plan -> {
                    if (plan.isEmpty()) {
                        throw new IllegalStateException(
                                "no plan " + now.period().planNumber() + " is approved any more");
                    }
                    return plans.follow(plan.get(), by);
                })
                .subscribe()
                .with(done -> told.remove(junctionId), failure -> again(junctionId, failure));
    }

    private void letGo(String junctionId, Followed now) {
        plans.letGo(junctionId)
                .subscribe()
                .with(
                        done -> {
                            try {
                                release(junctionId);
                            } catch (RuntimeException unforeseen) {
                                again(junctionId, unforeseen);
                            }
                        },
                        failure -> again(junctionId, failure));
    }

    /** It has no effect on what a person or a room holds, and would end what a monitor or a hand at the cabinet brought about. */
    private void release(String junctionId) {
        Optional<JunctionHold> held = holds.stream()
                .flatMap(room -> room.findHold(junctionId).stream())
                .findFirst();
        if (held.isPresent()) {
            again(junctionId, "held by " + held.get().by());
            return;
        }
        Optional<ControlMode> mode =
                board.find(junctionId).flatMap(SignalState::live).map(SignalState.Live::mode);
        if (mode.filter(NEEDS_A_PERSON::contains).isPresent()) {
            again(junctionId, "it is in " + mode.get());
            return;
        }
        field.bus()
                .command(new JunctionCommand.Release(junctionId))
                .onSuccess(outcome -> {
                    if (outcome instanceof Outcome.Done<?>) {
                        told.remove(junctionId);
                    } else {
                        again(junctionId, "its controller did not confirm that it was let go: " + outcome);
                    }
                })
                .onFailure(failure -> again(junctionId, failure));
    }

    /** It is tried again, but not with every look. */
    private void again(String junctionId, Throwable failure) {
        again(junctionId, String.valueOf(failure.getMessage()));
    }

    private void again(String junctionId, String why) {
        if (!why.equals(told.put(junctionId, why))) {
            LOG.warnf("%s does not go by its timetable yet: %s", junctionId, why);
        }
        followed.remove(junctionId);
        notBeforeMillis.put(junctionId, clock.millis() + config.retryAfter().toMillis());
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }
}
