package cn.haihe.center.command.internal;

import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.priority.Claim;
import cn.haihe.signal.priority.Engagement;
import cn.haihe.signal.priority.JunctionConductor;
import cn.haihe.signal.priority.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One junction that is or was commanded. Used by the thread of the turn; what comes back later only sets flags. */
final class Desk {
    final SignalJunction junction;
    final JunctionConductor conductor;
    volatile Optional<Engagement> stored;
    Optional<TimingPlan> plan = Optional.empty();
    final AtomicInteger underWay = new AtomicInteger();
    volatile Optional<String> failure = Optional.empty();

    Desk(SignalJunction junction, JunctionConductor conductor, Optional<Engagement> stored) {
        this.junction = junction;
        this.conductor = conductor;
        this.stored = stored;
    }

    /** Locked, since an answer may come while a safety act is stepped. */
    synchronized Optional<Order> step(Instant now, Optional<FieldStatus> observed, List<Claim> claims) {
        return conductor.step(now, observed, plan, claims);
    }

    synchronized void answered(Order order, boolean wasRefused, boolean isDone) {
        conductor.answered(order, wasRefused, isDone);
    }

    /** False where another order has overtaken it. */
    synchronized boolean isCurrent(Order order) {
        return conductor.isCurrent(order);
    }

    boolean isBusy() {
        return underWay.get() > 0;
    }

    boolean isOver() {
        return !isBusy() && stored.isEmpty() && conductor.engagement().isEmpty();
    }
}
