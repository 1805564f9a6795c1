package cn.haihe.center.rules.internal;

import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.rules.PlateEdition;
import cn.haihe.center.rules.PlateRuleBook;
import cn.haihe.center.rules.PlateTableBody;
import cn.haihe.map.city.City;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.routing.rule.BanArea;
import cn.haihe.routing.rule.PlateRules;
import cn.haihe.routing.rule.PlateTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every edition is a row; the newest is in force. */
@Startup
@ApplicationScoped
class PostgresPlateRuleBook implements PlateRuleBook {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final CityHolder cities;
    private final CityCalendar calendar;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final List<Consumer<PlateRules>> listeners = new CopyOnWriteArrayList<>();
    private volatile PlateEdition current = new PlateEdition(0, PlateTable.tianjin(), Optional.empty());

    PostgresPlateRuleBook(Pool pool, CityHolder cities, CityCalendar calendar, ObjectMapper mapper, Clock clock) {
        this.pool = pool;
        this.cities = cities;
        this.calendar = calendar;
        this.mapper = mapper;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        for (Row row : pool.query("SELECT edition, rules, changed_by, changed_at, reason FROM plate_rules"
                        + " ORDER BY edition DESC LIMIT 1")
                .execute()
                .await()
                .atMost(LOAD_MAX)) {
            current = read(row);
        }
        cities.whenLoaded().thenAccept(loaded -> drawRing(loaded.city()));
    }

    /** The demo city has the Outer Ring where the facts say; of any other map operators must draw the area. */
    private synchronized void drawRing(City city) {
        PlateTable table = current.table();
        if (current.number() == 0 && city.origin().partlySynthetic()) {
            BanArea drawn = new BanArea(
                    List.of(DemoCity.insideOuterRing()), table.area().ringRoads());
            use(new PlateEdition(0, table.with(drawn), Optional.empty()));
        }
    }

    @Override
    public PlateEdition current() {
        return current;
    }

    @Override
    public PlateRules rules() {
        return new PlateRules(current.table(), calendar);
    }

    @Override
    public Uni<Optional<PlateEdition>> replace(long edition, PlateTable table, String who, String reason) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        PlateEdition next = new PlateEdition(
                edition + 1, table, Optional.of(new PlateEdition.Change(who, now.toInstant(), reason)));
        return pool.preparedQuery("""
                        INSERT INTO plate_rules (edition, rules, changed_by, changed_at, reason)
                        SELECT $1, $2, $3, $4, $5
                        WHERE $1 = 1 + (SELECT coalesce(max(edition), 0) FROM plate_rules)
                        ON CONFLICT (edition) DO NOTHING
                        """)
                .execute(Tuple.of(next.number(), write(table), who, now, reason))
                .map(rows -> rows.rowCount() == 0 ? Optional.empty() : Optional.of(use(next)));
    }

    private synchronized PlateEdition use(PlateEdition edition) {
        if (edition.number() >= current.number()) {
            current = edition;
            PlateRules rules = rules();
            listeners.forEach(listener -> listener.accept(rules));
        }
        return edition;
    }

    @Override
    public synchronized void addListener(Consumer<PlateRules> listener) {
        listeners.add(listener);
        listener.accept(rules());
    }

    private PlateEdition read(Row row) {
        try {
            PlateTable table = mapper.readValue(row.getString("rules"), PlateTableBody.class)
                    .toTable();
            return new PlateEdition(
                    row.getLong("edition"),
                    table,
                    Optional.of(new PlateEdition.Change(
                            row.getString("changed_by"),
                            row.getOffsetDateTime("changed_at")
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toInstant(),
                            row.getString("reason"))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "edition " + row.getLong("edition") + " of the plate rules can't be read", e);
        }
    }

    private String write(PlateTable table) {
        try {
            return mapper.writeValueAsString(PlateTableBody.of(table, mapper));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plate rules can't be written", e);
        }
    }
}
