package cn.haihe.center.source.internal;

import cn.haihe.center.source.Terminal;
import cn.haihe.center.source.TerminalRegister;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@Startup
@ApplicationScoped
class PostgresTerminalRegister implements TerminalRegister {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final int WRITE_ROWS_MAX = 1_000;
    private static final int PHONE_DIGITS = 12;
    private static final String UPSERT = """
            INSERT INTO terminal (phone, plate, plate_colour, route_id, changed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (phone) DO UPDATE SET plate = excluded.plate, plate_colour = excluded.plate_colour,
                route_id = excluded.route_id, changed_at = excluded.changed_at
            """;

    private final Map<String, Terminal> byPhone = new ConcurrentHashMap<>();
    private final Pool pool;
    private final Clock clock;

    PostgresTerminalRegister(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        pool.query("SELECT phone, plate, plate_colour, route_id FROM terminal")
                .execute()
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> byPhone.put(row.getString("phone"), terminal(row)));
    }

    private static Terminal terminal(Row row) {
        String phone = row.getString("phone");
        String padded = "0".repeat(Math.max(0, PHONE_DIGITS - phone.length())) + phone;
        String full = padded.length() == PHONE_DIGITS ? padded : "0".repeat(20 - padded.length()) + padded;
        return new Terminal(
                full,
                row.getString("plate"),
                row.getShort("plate_colour"),
                Optional.ofNullable(row.getString("route_id")));
    }

    @Override
    public Optional<Terminal> findByPhone(String phone) {
        return Optional.ofNullable(byPhone.get(significant(phone)));
    }

    @Override
    public Collection<Terminal> listAll() {
        return List.copyOf(byPhone.values());
    }

    @Override
    public Uni<Void> put(List<Terminal> terminals) {
        Map<String, Terminal> last = new LinkedHashMap<>();
        terminals.forEach(terminal -> last.put(significant(terminal.phone()), terminal));
        List<Tuple> rows = new ArrayList<>(last.size());
        OffsetDateTime now = OffsetDateTime.now(clock);
        last.forEach((phone, terminal) -> rows.add(Tuple.of(
                phone,
                terminal.plate(),
                (short) terminal.plateColour(),
                terminal.routeId().orElse(null),
                now)));
        Uni<Void> written = pool.withTransaction(connection -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (int from = 0; from < rows.size(); from += WRITE_ROWS_MAX) {
                List<Tuple> part = rows.subList(from, Math.min(rows.size(), from + WRITE_ROWS_MAX));
                all = all.chain(() ->
                        connection.preparedQuery(UPSERT).executeBatch(part).replaceWithVoid());
            }
            return all;
        });
        return written.invoke(() -> byPhone.putAll(last));
    }

    private static String significant(String phone) {
        int zeros = 0;
        while (zeros < phone.length() - 1 && phone.charAt(zeros) == '0') {
            zeros++;
        }
        return phone.substring(zeros);
    }
}
