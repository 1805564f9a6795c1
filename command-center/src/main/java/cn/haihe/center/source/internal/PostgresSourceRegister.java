package cn.haihe.center.source.internal;

import cn.haihe.center.source.Source;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.SourceRegister;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

@Startup
@ApplicationScoped
class PostgresSourceRegister implements SourceRegister {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final Map<String, Source> byId = new ConcurrentHashMap<>();
    private final Map<String, Source> byDigest = new ConcurrentHashMap<>();
    private final Pool pool;
    private final Clock clock;

    PostgresSourceRegister(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        pool.query("SELECT id, name, kind, zero_closes, records_per_second, key_digest FROM source")
                .execute()
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> remember(
                        new Source(
                                row.getString("id"),
                                row.getString("name"),
                                SourceKind.valueOf(row.getString("kind")),
                                row.getBoolean("zero_closes"),
                                whole(row.getInteger("records_per_second"))),
                        row.getString("key_digest")));
    }

    private static OptionalInt whole(Integer orNull) {
        return orNull == null ? OptionalInt.empty() : OptionalInt.of(orNull);
    }

    private static Integer orNull(OptionalInt whole) {
        return whole.isPresent() ? whole.getAsInt() : null;
    }

    private void remember(Source source, String digest) {
        byId.put(source.id(), source);
        byDigest.values().removeIf(other -> other.id().equals(source.id()));
        byDigest.put(digest, source);
    }

    @Override
    public Optional<Source> findByKey(String apiKey) {
        return ApiKeys.mayBeKey(apiKey) ? Optional.ofNullable(byDigest.get(ApiKeys.digest(apiKey))) : Optional.empty();
    }

    @Override
    public Optional<Source> find(String id) {
        return Source.JT808.id().equals(id) ? Optional.of(Source.JT808) : Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Source> listAll() {
        List<Source> all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparing(Source::id));
        all.add(0, Source.JT808);
        return all;
    }

    @Override
    public Uni<Optional<String>> add(Source source) {
        if (source.kind() == SourceKind.TERMINALS || source.id().equals(Source.JT808.id())) {
            return Uni.createFrom().item(Optional.empty());
        }
        String key = ApiKeys.make();
        String digest = ApiKeys.digest(key);
        return pool.preparedQuery("""
                        INSERT INTO source (id, name, kind, zero_closes, records_per_second, key_digest, changed_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .execute(Tuple.wrap(Arrays.asList(
                        source.id(),
                        source.name(),
                        source.kind().name(),
                        source.zeroCloses(),
                        orNull(source.recordsPerSecond()),
                        digest,
                        now())))
                .map(rows -> remembered(rows.rowCount(), source, digest, key));
    }

    @Override
    public Uni<Optional<String>> replaceKey(String id) {
        Source source = byId.get(id);
        if (source == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String key = ApiKeys.make();
        String digest = ApiKeys.digest(key);
        return pool.preparedQuery("UPDATE source SET key_digest = $2, changed_at = $3 WHERE id = $1")
                .execute(Tuple.of(id, digest, now()))
                .map(rows -> remembered(rows.rowCount(), source, digest, key));
    }

    @Override
    public Uni<Optional<Source>> change(String id, UnaryOperator<Source> change) {
        Source present = byId.get(id);
        if (present == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        Source changed = change.apply(present);
        return pool.preparedQuery("""
                        UPDATE source SET zero_closes = $2, records_per_second = $3, changed_at = $4 WHERE id = $1
                        """)
                .execute(Tuple.of(id, changed.zeroCloses(), orNull(changed.recordsPerSecond()), now()))
                .map(rows -> {
                    byId.put(id, changed);
                    byDigest.replaceAll((digest, source) -> source.id().equals(id) ? changed : source);
                    return Optional.of(changed);
                });
    }

    private Optional<String> remembered(int rows, Source source, String digest, String key) {
        if (rows == 0) {
            return Optional.empty();
        }
        remember(source, digest);
        return Optional.of(key);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
