package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * This hub's part in who commands the signals. One that stands by takes over when the other was not seen for a while; one that
 * lost it, be it that it stood still for long, commands nothing any more until it is started anew, since what it knows is old.
 * While the database does not answer nobody can take over, and who is in charge goes on: a vehicle does not wait for it.
 */
@ApplicationScoped
public class HubCharge implements InCharge {
    private static final Logger LOG = Logger.getLogger(HubCharge.class);
    private static final Duration STORE_MAX = Duration.ofSeconds(20);
    /** Before the rooms load what they go by. */
    private static final int FIRST = 100;

    enum State {
        STANDS_BY,
        IN_CHARGE,
        LOST
    }

    private final HubChargeStore store;
    private final SignalsConfig config;
    private final Event<Begun> begun;
    private final String name;
    private volatile State state = State.STANDS_BY;
    private volatile Optional<Holder> holder = Optional.empty();

    HubCharge(HubChargeStore store, SignalsConfig config, HubName name, Event<Begun> begun, MeterRegistry meters) {
        this.store = store;
        this.config = config;
        this.begun = begun;
        this.name = name.value();
        meters.gauge("haihe.signals.in.charge", this, self -> self.isOurs() ? 1 : 0);
    }

    /** Who commands the signals, as the database said last. */
    public record Holder(String hub, Instant since) {}

    void start(@Observes @Priority(FIRST) StartupEvent starting) {
        if (take(true)) {
            state = State.IN_CHARGE;
        } else {
            LOG.warnf("the signals are commanded by %s; this hub stands by", who());
        }
    }

    private boolean take(boolean isStart) {
        boolean taken =
                store.take(name, config.chargeLapsesAfter(), isStart).await().atMost(STORE_MAX);
        holder = store.find().await().atMost(STORE_MAX);
        return taken;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            switch (state) {
                case IN_CHARGE -> renew();
                case STANDS_BY -> takeOver();
                case LOST -> holder = store.find().await().atMost(STORE_MAX);
            }
        } catch (RuntimeException unavailable) {
            LOG.warnf("who is in charge of the signals is not known: %s", unavailable.getMessage());
        }
    }

    private void renew() {
        if (!store.renew().await().atMost(STORE_MAX)) {
            state = State.LOST;
            holder = store.find().await().atMost(STORE_MAX);
            LOG.errorf("the signals are commanded by %s now; this hub commands none until it is started anew", who());
        }
    }

    private void takeOver() {
        if (take(false)) {
            LOG.warnf("this hub (%s) is in charge of the signals from now on", name);
            begun.fire(new Begun());
            state = State.IN_CHARGE;
        }
    }

    @Override
    public boolean isOurs() {
        return state == State.IN_CHARGE;
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
        try {
            store.end().await().atMost(STORE_MAX);
        } catch (RuntimeException unavailable) {
            LOG.warnf("that this hub is in charge no more is not stored: %s", unavailable.getMessage());
        }
    }
}
