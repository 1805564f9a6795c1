package cn.haihe.center.timetable.internal;

import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.center.timetable.TimetableConfig;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.timetable.DayPlan;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Has the centre want, at the start of each period, the plan of the period; what keeps the street to it is not its business. In
 * a period that runs no plan the centre lets the junction go, and the controller flashes or darkens by its own timetable. A
 * plan that an engineer chose by hand stays until somebody has the timetable followed again.
 */
@Startup
@ApplicationScoped
class PeriodClock {
    private static final Logger LOG = Logger.getLogger(PeriodClock.class);

    private final Vertx vertx;
    private final TimetableBook book;
    private final PlanLibrary plans;
    private final SignalField field;
    private final List<JunctionHolds> holds;
    private final TimetableConfig config;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final Map<String, Long> notBeforeMillis = new ConcurrentHashMap<>();
    private final Clock clock;
    private long timer;

    PeriodClock(
            Vertx vertx,
            TimetableBook book,
            PlanLibrary plans,
            SignalField field,
            @All List<JunctionHolds> holds,
            TimetableConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.book = book;
        this.plans = plans;
        this.field = field;
        this.holds = holds;
        this.config = config;
        this.clock = clock;
    }

    private record Followed(StoredTimetable timetable, DayPlan.Period period) {}

    @PostConstruct
    void open() {
        timer = vertx.setPeriodic(
                config.lookEvery().toMillis(), id -> book.all().forEach(this::look));
    }

    private void look(StoredTimetable timetable) {
        try {
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
                .with(done -> {}, failure -> again(junctionId, failure));
    }

    private void letGo(String junctionId, Followed now) {
        plans.letGo(junctionId)
                .subscribe()
                .with(
                        done -> {
                            if (holds.stream()
                                    .allMatch(room -> room.findHold(junctionId).isEmpty())) {
                                field.bus().command(new JunctionCommand.Release(junctionId));
                            }
                        },
                        failure -> again(junctionId, failure));
    }

    /** It is tried again, but not with every look. */
    private void again(String junctionId, Throwable failure) {
        LOG.warnf("%s does not go by its timetable yet: %s", junctionId, failure.getMessage());
        followed.remove(junctionId);
        notBeforeMillis.put(junctionId, clock.millis() + config.retryAfter().toMillis());
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }
}
