package cn.haihe.center.profile.internal;

import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.profile.ProfileConfig;
import cn.haihe.center.profile.Profiles;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.City;
import cn.haihe.routing.profile.SpeedProfiles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One thread learns, imports and writes; everyone else reads the last {@link SpeedProfiles}. What could not be written
 * stays marked and is written with what comes next, so a database that is gone for a while loses nothing but what the hub
 * itself forgets if it ends meanwhile.
 */
@Startup
@ApplicationScoped
public class LearntProfiles implements Profiles {
    private static final Logger LOG = Logger.getLogger(LearntProfiles.class);
    private static final int WAITING_MAX = 16;

    private final CityHolder cities;
    private final CityCalendar calendar;
    private final TrafficBoard board;
    private final PostgresProfiles store;
    private final ProfileConfig config;
    private final MeterRegistry meters;
    private final List<Consumer<SpeedProfiles>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> lastLook = new AtomicReference<>(Instant.MIN);
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            task -> new Thread(task, "speed-profiles"));
    private volatile SpeedProfiles profiles;
    private volatile int unwritten;

    // of the writer's thread
    private final BitSet toWrite = new BitSet();
    private City city;
    private QuarterLearner learner;

    LearntProfiles(
            CityHolder cities,
            CityCalendar calendar,
            TrafficBoard board,
            PostgresProfiles store,
            ProfileConfig config,
            MeterRegistry meters) {
        this.cities = cities;
        this.calendar = calendar;
        this.board = board;
        this.store = store;
        this.config = config;
        this.meters = meters;
        if (config.daysRemembered() < 1 || config.daysRemembered() > 255) {
            throw new IllegalArgumentException(
                    "haihe.profile.days-remembered must be 1 to 255, not " + config.daysRemembered());
        }
    }

    @PostConstruct
    void start() {
        Gauge.builder(
                        "haihe.profile.rows",
                        this,
                        self -> self.find().map(SpeedProfiles::knownRows).orElse(0))
                .description("Usual speeds: segments times kinds of day with anything known")
                .register(meters);
        Gauge.builder("haihe.profile.rows.unwritten", this, self -> self.unwritten)
                .description("Of those, changed and not yet in the database")
                .register(meters);
        cities.whenLoaded().thenAccept(loaded -> writer.execute(() -> open(loaded)));
        board.addListener(this::offer);
    }

    /** A database that does not answer now may later; till then nothing is learnt, so that nothing is written over. */
    private void open(LoadedCity loaded) {
        if (profiles != null) {
            return;
        }
        city = loaded.city();
        try {
            SpeedProfiles kept = store.load(city);
            learner = new QuarterLearner(city.segments().size(), calendar, config.daysRemembered());
            publish(kept);
            LOG.infof("Usual speeds known for %d segments and kinds of day", kept.knownRows());
        } catch (RuntimeException e) {
            LOG.warnf("The usual speeds can't be read yet: %s", e.getMessage());
        }
    }

    /** Called with every picture, on the board's thread. */
    private void offer(TrafficPicture picture) {
        Instant last = lastLook.get();
        boolean early = last != Instant.MIN
                && !picture.asOf().isBefore(last)
                && Duration.between(last, picture.asOf()).compareTo(config.lookEvery()) < 0;
        if (!early) {
            try {
                writer.execute(() -> look(picture));
                lastLook.set(picture.asOf());
            } catch (RejectedExecutionException e) {
                LOG.debug("The profiles are busy; the next picture will do");
            }
        }
    }

    private void look(TrafficPicture picture) {
        try {
            if (profiles == null) {
                cities.find().ifPresent(this::open);
                return;
            }
            learner.look(picture, profiles).ifPresent(learnt -> {
                toWrite.or(learnt.rows());
                publish(learnt.after());
            });
            write();
        } catch (RuntimeException e) {
            LOG.warnf("%d rows of usual speeds wait to be written: %s", toWrite.cardinality(), e.getMessage());
        }
        unwritten = toWrite.cardinality();
    }

    private void write() {
        if (!toWrite.isEmpty()) {
            store.save(city, profiles, toWrite);
            toWrite.clear();
        }
    }

    private void publish(SpeedProfiles next) {
        profiles = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    /**
     * Takes profiles from elsewhere in place of what is known of the same quarter-hours. Ends when they are written.
     *
     * @throws ProblemException 503 {@code profiles-busy}
     */
    public Uni<Void> replace(List<ProfileForm.Imported> imported) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            writer.execute(() -> {
                try {
                    apply(imported);
                    done.complete(null);
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            throw busy("Other profiles are being written; try again in some seconds.", e);
        }
        return Uni.createFrom().completionStage(done);
    }

    private void apply(List<ProfileForm.Imported> imported) {
        if (profiles == null) {
            cities.find().ifPresent(this::open);
        }
        SpeedProfiles known = profiles;
        if (known == null) {
            throw busy("The usual speeds are still being read; try again.", null);
        }
        BitSet rows = new BitSet();
        SpeedProfiles.Builder next = known.change();
        for (ProfileForm.Imported one : imported) {
            next.put(one.segment(), one.kind(), one.over(known));
            rows.set(ProfileRows.row(one.segment(), one.kind()));
        }
        SpeedProfiles after = next.build();
        store.save(city, after, rows);
        publish(after);
    }

    private static ProblemException busy(String detail, Throwable cause) {
        return new ProblemException(Problem.of(503, "profiles-busy", "Profiles busy", detail), cause);
    }

    @Override
    public Optional<SpeedProfiles> find() {
        return Optional.ofNullable(profiles);
    }

    @Override
    public void addListener(Consumer<SpeedProfiles> listener) {
        listeners.add(listener);
        find().ifPresent(listener);
    }

    @PreDestroy
    void stop() {
        writer.shutdownNow();
    }
}
