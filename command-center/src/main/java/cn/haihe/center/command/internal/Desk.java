package cn.haihe.center.command.internal;

import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.priority.Engagement;
import cn.haihe.signal.priority.JunctionConductor;
import java.util.Optional;

/** One junction that is or was commanded. Used by the thread of the turn; what comes back later only sets flags. */
final class Desk {
    final SignalJunction junction;
    final JunctionConductor conductor;
    Optional<Engagement> stored;
    Optional<TimingPlan> plan = Optional.empty();
    volatile boolean busy;
    volatile Optional<String> failure = Optional.empty();

    Desk(SignalJunction junction, JunctionConductor conductor, Optional<Engagement> stored) {
        this.junction = junction;
        this.conductor = conductor;
        this.stored = stored;
    }

    boolean isOver() {
        return !busy && stored.isEmpty() && conductor.engagement().isEmpty();
    }
}
