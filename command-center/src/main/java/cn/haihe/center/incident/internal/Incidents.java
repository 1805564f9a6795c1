package cn.haihe.center.incident.internal;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentBoard;
import cn.haihe.center.incident.IncidentPicture;
import cn.haihe.center.incident.IncidentState;
import cn.haihe.center.incident.IncidentsConfig;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is open stands in memory too, read at the start; each change is in PostgreSQL before it acts. */
@Startup
@ApplicationScoped
public class Incidents implements IncidentBoard {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final Map<Long, Incident> known = new ConcurrentSkipListMap<>();
    private final List<Consumer<IncidentPicture>> listeners = new CopyOnWriteArrayList<>();
    private final IncidentStore store;
    private final IncidentsConfig config;
    private final Clock clock;
    private volatile IncidentPicture picture;

    Incidents(IncidentStore store, IncidentsConfig config, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        picture = IncidentPicture.of(clock.instant(), List.of());
        meters.gauge(
                "haihe.incidents.active",
                this,
                board -> board.picture().active().size());
        meters.gauge(
                "haihe.incidents.open", this, board -> board.picture().open().size());
    }

    @PostConstruct
    void load() {
        store.list(IncidentStore.Which.OPEN, clock.instant(), Long.MAX_VALUE, Integer.MAX_VALUE)
                .await()
                .atMost(LOAD_MAX)
                .forEach(this::remember);
        look();
    }

    @Override
    public IncidentPicture picture() {
        return picture;
    }

    @Override
    public void addListener(Consumer<IncidentPicture> listener) {
        listeners.add(listener);
    }

    /** @throws ProblemException 409 {@code too-many-incidents} */
    public Uni<Incident> add(Draft draft, String by) {
        if (picture.open().size() >= config.openMax()) {
            throw new ProblemException(Problem.of(
                            409,
                            "too-many-incidents",
                            "Too many incidents",
                            "At most " + config.openMax() + " incidents can be open; end some first.")
                    .with("openMax", config.openMax()));
        }
        return store.add(draft, by, now()).invoke(this::changed);
    }

    /** Fails with 404 {@code unknown-incident}, 409 {@code incident-over} or {@code incident-changed}. */
    public Uni<Incident> change(long number, Draft draft, String by) {
        return store.change(number, draft, by, now())
                .chain(found -> found.map(Uni.createFrom()::item)
                        .orElseGet(() -> get(number).map(present -> {
                            throw present.stateAt(clock.instant()) == IncidentState.OVER
                                    ? over(present)
                                    : changedMeanwhile(present);
                        })))
                .invoke(this::changed);
    }

    /** Ending what is over changes nothing. */
    public Uni<Incident> end(long number, String by) {
        return store.end(number, by, now())
                .chain(found -> found.map(Uni.createFrom()::item).orElseGet(() -> get(number)))
                .invoke(this::changed);
    }

    /** Fails with 404 {@code unknown-incident}. */
    public Uni<Incident> get(long number) {
        return store.find(number).map(found -> found.orElseThrow(() -> unknown("i" + number)));
    }

    /**
     * @param which a state, {@code OPEN} for all that are not over, or {@code ALL}
     * @throws IllegalArgumentException where it is none of those
     */
    public Uni<List<Incident>> list(String which, long before, int limit) {
        return store.list(IncidentStore.Which.valueOf(which), clock.instant(), before, limit);
    }

    public static ProblemException unknown(String id) {
        return new ProblemException(404, "unknown-incident", "Unknown incident", "There is no incident " + id + ".");
    }

    private void changed(Incident incident) {
        remember(incident);
        look();
    }

    /** Two changes of one incident may come back from the database in either order. */
    private void remember(Incident incident) {
        known.merge(incident.number(), incident, (old, next) -> next.revision() > old.revision() ? next : old);
    }

    /** Incidents also begin and end by the clock alone. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        IncidentPicture next = IncidentPicture.of(clock.instant(), List.copyOf(known.values()));
        IncidentPicture last = picture;
        if (next.open().equals(last.open()) && next.active().equals(last.active())) {
            picture = new IncidentPicture(next.asOf(), last.open(), last.active());
        } else {
            picture = next;
            listeners.forEach(listener -> listener.accept(next));
        }
        forgetLongOver(next.asOf());
    }

    /** A late answer of the database about an older revision must still find what is newer. */
    private void forgetLongOver(Instant now) {
        known.values()
                .removeIf(incident -> incident.stateAt(now) == IncidentState.OVER
                        && incident.changedAt().isBefore(now.minusSeconds(60)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemException over(Incident incident) {
        return new ProblemException(
                409, "incident-over", "Incident over", "Incident " + incident.id() + " is over; tell of a new one.");
    }

    private static ProblemException changedMeanwhile(Incident incident) {
        return new ProblemException(Problem.of(
                        409,
                        "incident-changed",
                        "Incident changed meanwhile",
                        "Incident " + incident.id() + " was changed by " + incident.changedBy() + "; look again.")
                .with("revision", incident.revision()));
    }
}
