package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.InCharge;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.LinkKind;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@Startup
@ApplicationScoped
class PostgresControllerRegister implements ControllerRegister {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final String UPSERT = """
            INSERT INTO controller (junction_id, controller_id, road_id, link, host, port, profile, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (junction_id) DO UPDATE SET controller_id = excluded.controller_id,
                road_id = excluded.road_id, link = excluded.link, host = excluded.host, port = excluded.port,
                profile = excluded.profile, changed_at = excluded.changed_at
            """;

    private final Map<String, ControllerBinding> byJunction = new ConcurrentHashMap<>();
    private final Pool pool;
    private final Clock clock;

    PostgresControllerRegister(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        Map<String, ControllerBinding> stored = new HashMap<>();
        pool.query("SELECT junction_id, controller_id, road_id, link, host, port, profile FROM controller")
                .execute()
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> stored.put(row.getString("junction_id"), binding(row)));
        byJunction.keySet().retainAll(stored.keySet());
        byJunction.putAll(stored);
    }

    /** The hub that was in charge before may have changed them. */
    void takeOver(@Observes @Priority(InCharge.FIRST) InCharge.Begun begun) {
        load();
    }

    private static ControllerBinding binding(Row row) {
        String host = row.getString("host");
        return new ControllerBinding(
                row.getString("junction_id"),
                row.getLong("controller_id"),
                row.getShort("road_id"),
                LinkKind.valueOf(row.getString("link")),
                host == null ? Optional.empty() : Optional.of(new Endpoint(host, row.getInteger("port"))),
                Optional.ofNullable(row.getString("profile")));
    }

    @Override
    public Optional<ControllerBinding> find(String junctionId) {
        return Optional.ofNullable(byJunction.get(junctionId));
    }

    @Override
    public Collection<ControllerBinding> listAll() {
        return List.copyOf(byJunction.values());
    }

    @Override
    public Uni<Void> put(List<ControllerBinding> bindings) {
        if (bindings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, ControllerBinding> last = new LinkedHashMap<>();
        bindings.forEach(binding -> last.put(binding.junctionId(), binding));
        OffsetDateTime now = OffsetDateTime.now(clock);
        List<Tuple> rows = last.values().stream()
                .map(binding -> Tuple.tuple()
                        .addValue(binding.junctionId())
                        .addValue(binding.controllerId())
                        .addValue((short) binding.roadId())
                        .addValue(binding.link().name())
                        .addValue(binding.endpoint().map(Endpoint::host).orElse(null))
                        .addValue(binding.endpoint().map(Endpoint::port).orElse(null))
                        .addValue(binding.profile().orElse(null))
                        .addValue(now))
                .toList();
        return pool.withTransaction(
                        connection -> connection.preparedQuery(UPSERT).executeBatch(rows))
                .replaceWithVoid()
                .invoke(() -> byJunction.putAll(last));
    }

    @Override
    public Uni<Boolean> remove(String junctionId) {
        return pool.preparedQuery("DELETE FROM controller WHERE junction_id = $1")
                .execute(Tuple.of(junctionId))
                .map(deleted -> {
                    byJunction.remove(junctionId);
                    return deleted.rowCount() > 0;
                });
    }
}
