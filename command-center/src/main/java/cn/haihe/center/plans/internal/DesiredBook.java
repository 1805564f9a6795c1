package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.StoredPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the centre wants of each junction, as PostgreSQL has it; never waits. */
@ApplicationScoped
class DesiredBook {
    private final Map<String, Desired> byJunction = new ConcurrentHashMap<>();

    /** Who chose the plan. */
    enum Source {
        ENGINEER,
        TIMETABLE
    }

    /** @param before id of the plan that was wanted before it */
    record Desired(StoredPlan plan, Optional<Long> before, Source source, String by, Instant at) {
        /** Whatever more is known of it by now. */
        private boolean isSameWish(Desired other) {
            return plan.id() == other.plan.id() && source == other.source;
        }
    }

    Optional<Desired> find(String junctionId) {
        return Optional.ofNullable(byJunction.get(junctionId));
    }

    Collection<Desired> all() {
        return List.copyOf(byJunction.values());
    }

    void put(Desired desired) {
        byJunction.put(desired.plan().junctionId(), desired);
    }

    /**
     * Unless something else is wanted by now.
     *
     * @return whether it was there
     */
    boolean remove(Desired wanted) {
        AtomicBoolean isRemoved = new AtomicBoolean();
        byJunction.computeIfPresent(wanted.plan().junctionId(), (junctionId, known) -> {
            isRemoved.set(known.isSameWish(wanted));
            return isRemoved.get() ? null : known;
        });
        return isRemoved.get();
    }

    /** The same wish, of which more is known now. */
    void renew(StoredPlan plan) {
        byJunction.computeIfPresent(
                plan.junctionId(),
                (junctionId, known) -> known.plan().id() == plan.id()
                        ? new Desired(plan, known.before(), known.source(), known.by(), known.at())
                        : known);
    }
}
