package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.StoredPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
    record Desired(StoredPlan plan, Optional<Long> before, Source source, String by, Instant at) {}

    Optional<Desired> find(String junctionId) {
        return Optional.ofNullable(byJunction.get(junctionId));
    }

    Collection<Desired> all() {
        return List.copyOf(byJunction.values());
    }

    void put(Desired desired) {
        byJunction.put(desired.plan().junctionId(), desired);
    }

    void remove(String junctionId) {
        byJunction.remove(junctionId);
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
