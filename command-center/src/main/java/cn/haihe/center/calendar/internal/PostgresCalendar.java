package cn.haihe.center.calendar.internal;

import cn.haihe.center.calendar.CalendarConfig;
import cn.haihe.center.calendar.CalendarDay;
import cn.haihe.center.calendar.CalendarDay.Origin;
import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.routing.profile.KindOfDay;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The announced holidays, and the operators' days kept in PostgreSQL. */
@Startup
@ApplicationScoped
public class PostgresCalendar implements CityCalendar {
    private static final Logger LOG = Logger.getLogger(PostgresCalendar.class);
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final String UPSERT = """
            INSERT INTO calendar_day (day, kind, note, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, note = excluded.note,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """;

    private final Map<LocalDate, CalendarDay> entered = new ConcurrentHashMap<>();
    /** Counts what was told here, so that an older reading does not undo it. */
    private final AtomicLong changes = new AtomicLong();

    private final AnnouncedHolidays announced = new AnnouncedHolidays();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Pool pool;
    private final CalendarConfig config;
    private final Clock clock;

    PostgresCalendar(Pool pool, CalendarConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        read();
        int year = LocalDate.now(clock.withZone(zone())).getYear();
        boolean known = announced.knows(year) || entered.keySet().stream().anyMatch(date -> date.getYear() == year);
        if (!known) {
            LOG.warnf("No public holidays of %d are known; enter them at /api/v1/calendar", year);
        }
    }

    /** Of several hubs on one database another one may be told. */
    @Scheduled(every = "20s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAgain() {
        try {
            if (read()) {
                listeners.forEach(Runnable::run);
            }
        } catch (RuntimeException unavailable) {
            LOG.warnf("whether the calendar was changed elsewhere is not known: %s", unavailable.getMessage());
        }
    }

    /** @return whether it was changed elsewhere */
    private boolean read() {
        long changesBefore = changes.get();
        Map<LocalDate, CalendarDay> stored = new HashMap<>();
        pool.query("SELECT day, kind, note, changed_by, changed_at FROM calendar_day")
                .execute()
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> stored.put(row.getLocalDate("day"), day(row)));
        synchronized (entered) {
            boolean isOvertaken = changes.get() != changesBefore;
            if (isOvertaken || entered.equals(stored)) {
                return false;
            }
            entered.keySet().retainAll(stored.keySet());
            entered.putAll(stored);
            return true;
        }
    }

    private void change(Runnable change) {
        synchronized (entered) {
            changes.incrementAndGet();
            change.run();
        }
        listeners.forEach(Runnable::run);
    }

    private static CalendarDay day(Row row) {
        return entry(
                row.getLocalDate("day"),
                KindOfDay.valueOf(row.getString("kind")),
                row.getString("note"),
                row.getString("changed_by"),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static CalendarDay entry(LocalDate date, KindOfDay kind, String note, String by, Instant at) {
        return new CalendarDay(date, kind, Origin.OPERATOR, note, Optional.of(new CalendarDay.Entry(by, at)));
    }

    @Override
    public ZoneId zone() {
        return config.zone();
    }

    @Override
    public CalendarDay day(LocalDate date) {
        CalendarDay own = entered.get(date);
        return own == null ? announced.day(date) : own;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public Uni<CalendarDay> put(LocalDate date, KindOfDay kind, String note, String by) {
        CalendarDay day = entry(date, kind, note, by, clock.instant());
        Tuple row = Tuple.of(date, kind.name(), note, by, clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(UPSERT)
                .execute(row)
                .invoke(() -> change(() -> entered.put(date, day)))
                .replaceWith(day);
    }

    /** @return false where nobody had entered that day */
    public Uni<Boolean> remove(LocalDate date) {
        return pool.preparedQuery("DELETE FROM calendar_day WHERE day = $1")
                .execute(Tuple.of(date))
                .map(rows -> rows.rowCount() > 0)
                .invoke(() -> change(() -> entered.remove(date)));
    }
}
