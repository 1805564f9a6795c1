package cn.haihe.center.command.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What the hub before commanded when it ended. */
final class LeftBehind {
    private static final Logger LOG = Logger.getLogger(LeftBehind.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final EngagementStore store;
    private final Orphans orphans;
    private final Map<String, EngagementStore.Left> byJunction = new ConcurrentHashMap<>();

    LeftBehind(EngagementStore store, Orphans orphans) {
        this.store = store;
        this.orphans = orphans;
    }

    void load() {
        byJunction.putAll(store.all().await().atMost(LOAD_MAX));
        if (!byJunction.isEmpty()) {
            LOG.infof("%d junctions were commanded when the hub ended", byJunction.size());
        }
    }

    Set<String> junctions() {
        return byJunction.keySet();
    }

    Optional<EngagementStore.Left> find(String junctionId) {
        return Optional.ofNullable(byJunction.get(junctionId));
    }

    /** Of one that has no signals by the map of today. */
    void letGo(String id) {
        EngagementStore.Left left = byJunction.get(id);
        if (left == null) {
            return;
        }
        orphans.letGo(id, left.engagement()).onSuccess(isOver -> {
            if (isOver) {
                LOG.warnf("%s, commanded when the hub ended, has no signals by the map of today and was let go", id);
                forget(id);
            }
        });
    }

    private void forget(String id) {
        store.remove(id)
                .subscribe()
                .with(
                        done -> byJunction.remove(id),
                        failure -> LOG.warnf("that %s was let go could not be stored: %s", id, failure.getMessage()));
    }
}
