package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * This hub's part in who commands the signals. One that stands by takes over when the other was not seen for a while; one that
 * lost it, be it that it stood still for long, ends, since what it knows is old: its supervisor starts it anew. Where the
 * database does not answer, who is in charge goes on for as long as nobody else can have taken over, and then commands nothing
 * until it is seen again.
 */
@ApplicationScoped
public class HubCharge implements InCharge {
    private static final Logger LOG = Logger.getLogger(HubCharge.class);
    private static final Duration STORE_MAX = Duration.ofSeconds(20);
    /** {@code NOT_SEEN}: nobody took over as far as it knows, but the database has not answered for too long. */
    public enum State {
        STANDS_BY,
        IN_CHARGE,
        NOT_SEEN,
        LOST,
        ENDED
    }

    private final HubChargeStore store;
    private final SignalsConfig config;
    private final Runnable tellBegun;
    private final Runnable exit;
    private final LongSupplier nanos;
    private final String name;
    /** Never {@code NOT_SEEN}: that follows from when it was seen. */
    private volatile State state = State.STANDS_BY;

    private volatile long seenNanos;
    private volatile boolean started;

    private volatile Optional<Holder> holder = Optional.empty();

    @Inject
    HubCharge(HubChargeStore store, SignalsConfig config, HubName name, Event<Begun> begun, MeterRegistry meters) {
        this(store, config, name.value(), () -> begun.fire(new Begun()), () -> Quarkus.asyncExit(1), System::nanoTime);
        meters.gauge("haihe.signals.in.charge", this, self -> self.isOurs() ? 1 : 0);
    }

    HubCharge(
            HubChargeStore store,
            SignalsConfig config,
            String name,
            Runnable tellBegun,
            Runnable exit,
            LongSupplier nanos) {
        this.store = store;
        this.config = config;
        this.name = name;
        this.tellBegun = tellBegun;
        this.exit = exit;
        this.nanos = nanos;
    }

    /** Who commands the signals, as the database said last. */
    public record Holder(String hub, Instant since) {}

    void start(@Observes @Priority(FIRST) StartupEvent starting) {
        if (take(true)) {
            begin();
        } else {
            LOG.warnf("the signals are commanded by %s; this hub stands by", who());
        }
    }

    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent starting) {
        started = true;
        look();
    }

    private boolean take(boolean isStart) {
        long askedNanos = nanos.getAsLong();
        boolean taken =
                store.take(name, config.chargeLapsesAfter(), isStart).await().atMost(STORE_MAX);
        seenNanos = askedNanos;
        holder = store.find().await().atMost(STORE_MAX);
        return taken;
    }

    /**
     * The scheduler begins before the rooms are there: until the start is over only {@link #start} takes the charge, which is
     * renewed all the same.
     */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            switch (state) {
                case IN_CHARGE -> renew();
                case STANDS_BY -> {
                    if (started) {
                        takeOver();
                    }
                }
                case NOT_SEEN, LOST, ENDED -> {
                    // It is about to end.
                }
            }
        } catch (RuntimeException unavailable) {
            LOG.warnf("who is in charge of the signals is not known: %s", unavailable.getMessage());
        }
    }

    private void renew() {
        long askedNanos = nanos.getAsLong();
        if (store.renew().await().atMost(STORE_MAX)) {
            seenNanos = askedNanos;
        } else if (state != State.ENDED) {
            lose("another hub took over");
        }
    }

    private void lose(String why) {
        state = State.LOST;
        LOG.errorf("this hub (%s) ends, to be started anew, and commands no signals any more: %s", name, why);
        exit.run();
    }

    private void takeOver() {
        if (!take(false)) {
            return;
        }
        LOG.warnf("this hub (%s) takes over the signals", name);
        try {
            begin();
        } catch (RuntimeException halfway) {
            lose("what it needs to take over was not loaded: " + halfway);
        }
    }

    private void begin() {
        tellBegun.run();
        renew();
        if (state == State.STANDS_BY) {
            state = State.IN_CHARGE;
            LOG.infof("this hub (%s) is in charge of the signals from now on", name);
        }
    }

    @Override
    public boolean isOurs() {
        return state() == State.IN_CHARGE;
    }

    public State state() {
        State now = state;
        boolean isSeen =
                nanos.getAsLong() - seenNanos < config.chargeLapsesAfter().toNanos();
        return now == State.IN_CHARGE && !isSeen ? State.NOT_SEEN : now;
    }

    /** Why it commands nothing, for people to read. */
    String whyNot() {
        return switch (state()) {
            case NOT_SEEN ->
                "The database has not answered this hub (" + name + ") for "
                        + config.chargeLapsesAfter().toSeconds()
                        + " s, so that another may be in charge: controllers are left to their own plans.";
            case LOST, ENDED -> "This hub (" + name + ") ends.";
            case STANDS_BY, IN_CHARGE -> "The signals are commanded by " + who() + ", not by this hub (" + name + ").";
        };
    }

    /** For people to read. */
    public String who() {
        return holder.map(Holder::hub).orElse("another hub");
    }

    public Optional<Holder> findHolder() {
        return holder;
    }

    public String name() {
        return name;
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        if (state != State.IN_CHARGE) {
            return;
        }
        state = State.ENDED;
        try {
            store.end().await().atMost(STORE_MAX);
        } catch (RuntimeException unavailable) {
            LOG.warnf("that this hub is in charge no more is not stored: %s", unavailable.getMessage());
        }
    }
}
