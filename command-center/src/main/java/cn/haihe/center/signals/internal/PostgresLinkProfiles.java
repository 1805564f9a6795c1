package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.LinkProfiles;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkTiming;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@Startup
@ApplicationScoped
class PostgresLinkProfiles implements LinkProfiles {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final String SELECT =
            "SELECT name, protocol, poll_ms, request_timeout_ms, retries, offline_after_ms,"
                    + " heartbeat_ms, intent_ms, settings FROM link_profile";
    private static final String UPSERT = """
            INSERT INTO link_profile (name, protocol, poll_ms, request_timeout_ms, retries, offline_after_ms,
                heartbeat_ms, intent_ms, settings, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (name) DO UPDATE SET protocol = excluded.protocol, poll_ms = excluded.poll_ms,
                request_timeout_ms = excluded.request_timeout_ms, retries = excluded.retries,
                offline_after_ms = excluded.offline_after_ms, heartbeat_ms = excluded.heartbeat_ms,
                intent_ms = excluded.intent_ms, settings = excluded.settings, changed_at = excluded.changed_at
            """;
    private static final String DELETE = """
            DELETE FROM link_profile WHERE name = $1
                AND NOT EXISTS (SELECT FROM controller WHERE controller.profile = link_profile.name)
            """;

    private final Map<String, LinkProfile> byName = new ConcurrentHashMap<>();
    private final Pool pool;
    private final Clock clock;

    PostgresLinkProfiles(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        Map<String, LinkProfile> stored = new HashMap<>();
        pool.query(SELECT)
                .execute()
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> stored.put(row.getString("name"), profile(row)));
        byName.keySet().retainAll(stored.keySet());
        byName.putAll(stored);
    }

    /** The hub that was in charge before may have changed them. */
    void takeOver(@Observes @Priority(InCharge.FIRST) InCharge.Begun begun) {
        load();
    }

    private static LinkProfile profile(Row row) {
        Map<String, String> settings = new HashMap<>();
        ((JsonObject) row.getValue("settings"))
                .forEach(entry -> settings.put(entry.getKey(), (String) entry.getValue()));
        LinkTiming timing = new LinkTiming(
                row.getLong("poll_ms"),
                row.getLong("request_timeout_ms"),
                row.getInteger("retries"),
                row.getLong("offline_after_ms"),
                row.getLong("heartbeat_ms"),
                row.getLong("intent_ms"));
        return new LinkProfile(row.getString("name"), row.getString("protocol"), timing, settings);
    }

    @Override
    public Optional<LinkProfile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public Collection<LinkProfile> listAll() {
        return List.copyOf(byName.values());
    }

    @Override
    public Uni<Void> put(LinkProfile profile) {
        LinkTiming timing = profile.timing();
        JsonObject settings = new JsonObject();
        profile.settings().forEach(settings::put);
        Tuple row = Tuple.tuple()
                .addValue(profile.name())
                .addValue(profile.protocol())
                .addValue(timing.pollMillis())
                .addValue(timing.requestTimeoutMillis())
                .addValue(timing.retries())
                .addValue(timing.offlineAfterMillis())
                .addValue(timing.heartbeatMillis())
                .addValue(timing.intentMillis())
                .addValue(settings)
                .addValue(OffsetDateTime.now(clock));
        return pool.preparedQuery(UPSERT)
                .execute(row)
                .replaceWithVoid()
                .invoke(() -> byName.put(profile.name(), profile));
    }

    @Override
    public Uni<Boolean> remove(String name) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(name)).map(deleted -> {
            boolean gone = deleted.rowCount() > 0;
            if (gone) {
                byName.remove(name);
            }
            return gone;
        });
    }
}
