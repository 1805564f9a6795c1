package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.Observed.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** How every junction was seen to stand to what is wanted of it, kept for the next hub. */
@ApplicationScoped
class Standings {
    private static final Logger LOG = Logger.getLogger(Standings.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final DesiredBook book;
    private final ObservedStore store;
    private final Clock clock;
    private final Map<String, Standing> byJunction = new ConcurrentHashMap<>();
    private final Map<String, Observed> unsaved = new ConcurrentHashMap<>();
    private final AtomicBoolean saving = new AtomicBoolean();

    Standings(DesiredBook book, ObservedStore store, Clock clock) {
        this.book = book;
        this.store = store;
        this.clock = clock;
    }

    void load() {
        store.list()
                .await()
                .atMost(LOAD_MAX)
                .forEach(observed -> of(observed.junctionId()).observed = Optional.of(observed));
    }

    Standing of(String junctionId) {
        return byJunction.computeIfAbsent(junctionId, Standing::new);
    }

    long countNotInForce() {
        return book.all().stream()
                .filter(desired -> !isInForce(desired.plan().junctionId()))
                .count();
    }

    private boolean isInForce(String junctionId) {
        return find(junctionId)
                .filter(observed -> observed.condition() == Condition.IN_FORCE)
                .isPresent();
    }

    /** How a junction stands to what is wanted of it; empty where nothing is. */
    Optional<Observed> find(String junctionId) {
        Standing standing = byJunction.get(junctionId);
        if (standing == null) {
            return Optional.empty();
        }
        synchronized (standing) {
            return standing.observed.filter(observed -> book.find(junctionId)
                    .filter(desired -> desired.plan().id() == observed.planId())
                    .isPresent());
        }
    }

    /** To be called by who holds the standing's lock. */
    void observe(Standing standing, Condition condition, String detail) {
        boolean isNews = standing.observed
                .filter(known -> known.planId() == standing.planId
                        && known.condition() == condition
                        && known.detail().equals(detail)
                        && known.attempts() == standing.failures)
                .isEmpty();
        if (isNews) {
            Observed now = new Observed(
                    standing.junctionId, standing.planId, condition, detail, standing.failures, clock.instant());
            standing.observed = Optional.of(now);
            unsaved.put(standing.junctionId, now);
        }
    }

    /** What PostgreSQL does not take now is offered again at the next look. */
    void save() {
        if (unsaved.isEmpty() || !saving.compareAndSet(false, true)) {
            return;
        }
        List<Observed> batch = List.copyOf(unsaved.values());
        store.put(batch)
                .subscribe()
                .with(
                        done -> {
                            batch.forEach(saved -> unsaved.remove(saved.junctionId(), saved));
                            saving.set(false);
                        },
                        failure -> {
                            LOG.warnf("What was observed is not kept yet: %s", failure.getMessage());
                            saving.set(false);
                        });
    }
}
