package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.DesiredPlan;
import cn.haihe.center.signals.SignalPlans;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.plan.TimingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The times of the plan that each controller runs. A plan of the centre that was proven is known; any other is read out of
 * its controller, a few at a time, and again after a while, since engineers change plans at the cabinet too.
 */
@ApplicationScoped
class RunningPlans {
    private static final Duration BELIEVED_FOR = Duration.ofHours(1);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int READING_MAX = 32;

    private final SignalPlans plans;
    private final SignalGateway gateway;
    private final Clock clock;
    private final Map<String, Read> readByJunction = new ConcurrentHashMap<>();
    private final AtomicInteger reading = new AtomicInteger();

    RunningPlans(SignalPlans plans, SignalGateway gateway, Clock clock) {
        this.plans = plans;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** @param plan empty while it is being read, and where the controller did not tell */
    private record Read(int number, Optional<TimingPlan> plan, Instant at, boolean isOver) {
        boolean isStale(Instant now) {
            return isOver
                    && at.plus(plan.isPresent() ? BELIEVED_FOR : AGAIN_AFTER_FAILURE)
                            .isBefore(now);
        }
    }

    /** Empty where none runs by itself, and where its times are not known (yet). Never waits. */
    Optional<TimingPlan> find(SignalState state) {
        Optional<Integer> number = state.live()
                .filter(live -> live.grade() != Grade.D)
                .filter(live -> live.mode() == ControlMode.CENTER || live.mode() == ControlMode.LOCAL)
                .flatMap(SignalState.Live::plan);
        return number.flatMap(running -> ofCentre(state.junctionId(), running).or(() -> ofCabinet(state, running)));
    }

    private Optional<TimingPlan> ofCentre(String junctionId, int running) {
        return plans.findDesired(junctionId)
                .filter(desired -> desired.outcome() == DesiredPlan.Outcome.PROVEN)
                .map(DesiredPlan::plan)
                .filter(plan -> plan.number() == running);
    }

    private Optional<TimingPlan> ofCabinet(SignalState state, int running) {
        Instant now = clock.instant();
        Read known = readByJunction.get(state.junctionId());
        boolean isOfThis = known != null && known.number() == running;
        if (!isOfThis || known.isStale(now)) {
            read(state.junctionId(), running, now, isOfThis ? known.plan() : Optional.empty());
        }
        return isOfThis ? known.plan() : Optional.empty();
    }

    private void read(String junctionId, int running, Instant now, Optional<TimingPlan> meanwhile) {
        if (reading.incrementAndGet() > READING_MAX) {
            reading.decrementAndGet();
            return;
        }
        readByJunction.put(junctionId, new Read(running, meanwhile, now, false));
        gateway.readBack(junctionId, running)
                .onTermination()
                .invoke(reading::decrementAndGet)
                .subscribe()
                .with(
                        plan -> readByJunction.put(junctionId, new Read(running, plan, clock.instant(), true)),
                        failure -> readByJunction.put(
                                junctionId, new Read(running, Optional.empty(), clock.instant(), true)));
    }
}
