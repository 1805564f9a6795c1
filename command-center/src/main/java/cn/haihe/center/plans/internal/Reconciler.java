package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.Observed.Condition;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Keeps the street to what the centre wants, whatever happens in between: looks at each junction again and again, and where it
 * does not run its plan and may, sends it. Few at a time, waiting longer after each failure; what holds a junction for other
 * reasons, or lets it flash, is left alone and shown.
 */
@Startup
@ApplicationScoped
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final DesiredBook book;
    private final DesiredStore desires;
    private final Standings standings;
    private final PlanPusher pusher;
    private final SignalField field;
    private final SignalBoard board;
    private final ControllerRegister register;
    private final List<JunctionHolds> holds;
    private final PlansConfig config;
    private final InCharge charge;
    private final Clock clock;
    private long timer;

    Reconciler(
            Vertx vertx,
            DesiredBook book,
            DesiredStore desires,
            Standings standings,
            PlanPusher pusher,
            SignalField field,
            SignalBoard board,
            ControllerRegister register,
            @All List<JunctionHolds> holds,
            PlansConfig config,
            InCharge charge,
            MeterRegistry meters,
            Clock clock) {
        this.vertx = vertx;
        this.book = book;
        this.desires = desires;
        this.standings = standings;
        this.pusher = pusher;
        this.field = field;
        this.board = board;
        this.register = register;
        this.holds = holds;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
        meters.gauge("haihe.plans.not.in.force", standings, Standings::countNotInForce);
    }

    @PostConstruct
    void open() {
        timer = vertx.setPeriodic(config.reconcileEvery().toMillis(), id -> look());
    }

    void load(@Observes InCharge.Begun begun) {
        desires.all().await().atMost(LOAD_MAX).forEach(book::put);
        standings.load();
    }

    /** How a junction stands to what is wanted of it; empty where nothing is. */
    public Optional<Observed> find(String junctionId) {
        return standings.find(junctionId);
    }

    void abandonProof(String junctionId) {
        pusher.abandonProof(junctionId);
    }

    /** Does nothing where something else is wanted by now. What is on its way to the controller is not activated any more. */
    void letGo(Desired desired) {
        String junctionId = desired.plan().junctionId();
        synchronized (standings.of(junctionId)) {
            if (book.remove(desired)) {
                pusher.abandonProof(junctionId);
            }
        }
    }

    public Optional<JunctionHold> findHold(String junctionId) {
        return holds.stream()
                .flatMap(room -> room.findHold(junctionId).stream())
                .findFirst();
    }

    private void look() {
        if (!charge.isOurs()) {
            return;
        }
        for (Desired desired : book.all()) {
            try {
                look(desired);
            } catch (RuntimeException unforeseen) {
                LOG.errorf(
                        unforeseen, "%s could not be looked at", desired.plan().junctionId());
            }
        }
        standings.save();
    }

    private void look(Desired desired) {
        String junctionId = desired.plan().junctionId();
        TimingPlan plan = desired.plan().plan();
        Optional<JunctionHold> hold = findHold(junctionId);
        Standing standing = standings.of(junctionId);
        synchronized (standing) {
            boolean isStillWanted = book.find(junctionId)
                    .filter(now -> now.plan().id() == desired.plan().id())
                    .isPresent();
            if (!isStillWanted) {
                return;
            }
            standing.wants(desired.plan().id());
            Optional<Condition> unfit = pusher.unfit(desired);
            if (standing.pushes > 0) {
                boolean isOvertaken = standing.pushedPlanId != standing.planId;
                if (hold.isPresent() || unfit.isPresent() || isOvertaken) {
                    pusher.abandonProof(junctionId);
                }
                return;
            }
            if (unfit.isPresent()) {
                standing.startAfresh();
                standings.observe(standing, unfit.get(), pusher.submitAnew(desired));
                return;
            }
            Judgement judged =
                    Judgement.of(plan.number(), register.find(junctionId).isPresent(), board.find(junctionId), hold);
            switch (judged.act()) {
                case NOTHING -> standings.observe(standing, judged.condition(), judged.detail());
                case FORGET -> {
                    standing.startAfresh();
                    standings.observe(standing, judged.condition(), judged.detail());
                }
                case KEEP -> keep(desired, standing);
                case PUSH -> {
                    standing.confirmedAt = Optional.empty();
                    pushInTurn(desired, standing, judged.detail());
                }
            }
        }
    }

    private void keep(Desired desired, Standing standing) {
        Instant now = clock.instant();
        if (standing.confirmedAt.isEmpty()) {
            pushInTurn(desired, standing, "it says that it runs the plan; whether with these times is to be seen");
        } else if (standing.confirmedAt.get().plus(config.auditEvery()).isBefore(now)) {
            audit(desired, standing);
        } else {
            standings.observe(standing, Condition.IN_FORCE, "");
        }
    }

    /** A controller that was exchanged or restored may hold other times under the number. */
    private void audit(Desired desired, Standing standing) {
        if (standing.reading) {
            return;
        }
        standing.reading = true;
        TimingPlan wanted = desired.plan().plan();
        field.bus().readBack(standing.junctionId, wanted.number()).onSuccess(outcome -> {
            synchronized (standing) {
                standing.reading = false;
                if (outcome instanceof Outcome.Done<TimingPlan> done) {
                    standing.confirmedAt =
                            done.value().equals(wanted) ? Optional.of(clock.instant()) : Optional.empty();
                }
            }
        });
    }

    private void pushInTurn(Desired desired, Standing standing, String why) {
        Instant now = clock.instant();
        if (now.isBefore(standing.nextAttempt)) {
            String detail = why + "; attempt " + standing.failures + " failed: " + standing.lastFailure;
            standings.observe(standing, Condition.WAITING, detail);
        } else if (pusher.isFull()) {
            standings.observe(standing, Condition.WAITING, why + "; other junctions come first");
        } else {
            pusher.push(desired, standing);
        }
    }

    /** At once, whatever the turn: for one who waits for the answer. The future never fails. */
    public CompletableFuture<PushReport> pushNow(Desired desired) {
        Standing standing = standings.of(desired.plan().junctionId());
        synchronized (standing) {
            standing.wants(desired.plan().id());
            return pusher.push(desired, standing);
        }
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }
}
