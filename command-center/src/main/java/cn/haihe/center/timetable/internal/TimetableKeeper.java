package cn.haihe.center.timetable.internal;

import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.timetable.StoredTimetable;
import cn.haihe.center.timetable.TimetableConfig;
import cn.haihe.center.timetable.TimetableStanding;
import cn.haihe.center.timetable.TimetableStanding.Condition;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sees that controllers hold the plans and the timetable that their junctions go by, for the time when the centre is gone:
 * loads what is missing, reads it back, and shows where it is not so. Looked at anew each day, since the days ahead move on,
 * and whenever a controller comes back.
 */
@Startup
@ApplicationScoped
class TimetableKeeper {
    private static final Logger LOG = Logger.getLogger(TimetableKeeper.class);
    private static final Duration STORE_MAX = Duration.ofSeconds(20);
    private static final Duration FIELD_MAX = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final TimetableBook book;
    private final TimetableStore store;
    private final TimetableLife life;
    private final PlanLibrary plans;
    private final SignalField field;
    private final ControllerRegister register;
    private final TimetableConfig config;
    private final InCharge charge;
    private final Clock clock;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final AtomicInteger loading = new AtomicInteger();
    private final Counter failures;
    private long timer;

    TimetableKeeper(
            Vertx vertx,
            TimetableBook book,
            TimetableStore store,
            TimetableLife life,
            PlanLibrary plans,
            SignalField field,
            ControllerRegister register,
            TimetableConfig config,
            InCharge charge,
            MeterRegistry meters,
            Clock clock) {
        this.vertx = vertx;
        this.book = book;
        this.store = store;
        this.life = life;
        this.plans = plans;
        this.field = field;
        this.register = register;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
        failures = Counter.builder("haihe.timetables.look.failures")
                .description("Looks at a junction's timetable that failed for a reason nobody foresaw")
                .register(meters);
    }

    /** What was last tried at a controller; {@code due} when it is to be looked at again though nothing changed. */
    private record Seen(Timetable wanted, boolean busy, Instant due) {}

    @PostConstruct
    void open() {
        timer = vertx.setPeriodic(
                config.keepEvery().toMillis(), id -> book.all().forEach(this::lookSafely));
    }

    /** One that cannot be looked at must not keep those behind it from being looked at. */
    private void lookSafely(StoredTimetable timetable) {
        try {
            look(timetable);
        } catch (RuntimeException unforeseen) {
            failures.increment();
            LOG.errorf(unforeseen, "The timetable of %s was not looked at", timetable.junctionId());
        }
    }

    private void look(StoredTimetable timetable) {
        if (!charge.isOurs()) {
            return;
        }
        String id = timetable.junctionId();
        Seen before = seen.get(id);
        if (before != null && before.busy()) {
            return;
        }
        boolean reachable = register.find(id).isPresent() && field.bus().communication(id) == Communication.ONLINE;
        if (!reachable) {
            seen.remove(id);
            observe(timetable, Condition.NOT_HELD, "its controller does not answer");
            return;
        }
        if (!field.hasCity()) {
            return;
        }
        DesignStanding standing = field.standing(id, timetable.design());
        if (standing != DesignStanding.OF_TODAY) {
            observe(timetable, Condition.NOT_HELD, standing.why() + "; draft the timetable once more");
            return;
        }
        Timetable wanted = book.compile(timetable.timetable());
        boolean due = before == null
                || !before.wanted().equals(wanted)
                || before.due().isBefore(clock.instant());
        if (due && loading.incrementAndGet() <= config.loadsMax()) {
            seen.put(id, new Seen(wanted, true, Instant.MAX));
            Infrastructure.getDefaultWorkerPool().execute(() -> work(timetable, wanted));
        } else if (due) {
            loading.decrementAndGet();
        }
    }

    private void work(StoredTimetable timetable, Timetable wanted) {
        Duration next = config.retryAfter();
        try {
            String fault = bring(timetable);
            observe(timetable, fault.isEmpty() ? Condition.HELD : Condition.NOT_HELD, fault);
            next = fault.isEmpty() ? config.auditEvery() : next;
        } catch (RuntimeException failure) {
            LOG.warnf("The timetable of %s was not brought: %s", timetable.junctionId(), failure.getMessage());
            observe(timetable, Condition.NOT_HELD, String.valueOf(failure.getMessage()));
        } finally {
            seen.put(
                    timetable.junctionId(),
                    new Seen(wanted, false, clock.instant().plus(next)));
            loading.decrementAndGet();
        }
    }

    /** @return what is not as wanted; empty where all is */
    private String bring(StoredTimetable timetable) {
        String id = timetable.junctionId();
        VerifiedTimetable verified =
                life.verify(id, timetable.timetable()).await().atMost(STORE_MAX);
        for (int number : timetable.timetable().planNumbers()) {
            String fault = bringPlan(id, number);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        FieldBus bus = field.bus();
        if (holds(id, verified.timetable())) {
            return "";
        }
        Outcome<Void> loaded = await(bus.load(verified));
        if (loaded instanceof Outcome.Refused<Void> refused) {
            return "the controller refused it: " + refused.reason();
        }
        return holds(id, verified.timetable()) ? "" : "read back, it is not as sent";
    }

    private boolean holds(String junctionId, Timetable wanted) {
        return await(field.bus().readBackTimetable(junctionId)) instanceof Outcome.Done<Timetable> done
                && done.value().effective().equals(wanted.effective());
    }

    private String bringPlan(String junctionId, int number) {
        StoredPlan plan =
                plans.find(junctionId, number).await().atMost(STORE_MAX).orElseThrow();
        FieldBus bus = field.bus();
        if (await(bus.readBack(junctionId, number)) instanceof Outcome.Done<TimingPlan> held
                && held.value().equals(plan.plan())) {
            return "";
        }
        if (!(await(bus.poll(junctionId)) instanceof Outcome.Done<FieldStatus> told)) {
            return "its controller does not answer";
        }
        if (told.value().plan().filter(running -> running == number).isPresent()) {
            return "plan " + number + " runs with other times: it is not written over";
        }
        if (!(verifier.verify(field.getJunction(junctionId), field.getDesign(junctionId), plan.plan(), Map.of())
                instanceof Verdict.Safe safe)) {
            return "plan " + number + " is not safe for the junction as it is now";
        }
        await(bus.load(safe.plan()));
        boolean same = await(bus.readBack(junctionId, number)) instanceof Outcome.Done<TimingPlan> held
                && held.value().equals(plan.plan());
        return same ? "" : "the controller does not hold plan " + number;
    }

    private static <T> T await(Future<T> future) {
        return Uni.createFrom()
                .completionStage(future.toCompletionStage())
                .await()
                .atMost(FIELD_MAX);
    }

    private void observe(StoredTimetable timetable, Condition condition, String detail) {
        TimetableStanding standing =
                new TimetableStanding(timetable.junctionId(), timetable.id(), condition, detail, clock.instant());
        if (book.observe(standing)) {
            store.put(standing)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("What was observed is not kept: %s", failure.getMessage()));
        }
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }
}
